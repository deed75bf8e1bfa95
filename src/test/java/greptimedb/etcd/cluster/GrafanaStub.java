package greptimedb.etcd.cluster;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static greptimedb.etcd.cluster.TestStack.succeed;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.util.List;

/** A stub of Grafana that pods reach, with a Secret of its credentials. */
final class GrafanaStub implements AutoCloseable {
  private static final String IMPORT = "/api/dashboards/import";
  private static final String DOWNLOAD = "/api/gnet/dashboards/15308/revisions/1/download";

  private final WireMockServer server = new WireMockServer(options().dynamicPort());
  private final String address;

  private GrafanaStub(TestStack stack, String published) {
    server.start();
    var node = "jsonpath={.items[0].status.addresses[?(@.type==\"InternalIP\")].address}";
    var host = succeed(stack.kubectl("get", "nodes", "-o", node)).output().strip();
    this.address = "http://%s:%d".formatted(host, server.port());
    succeed(
        stack.kubectl(
            "create",
            "secret",
            "generic",
            "grafana",
            "--from-literal=admin-user=admin",
            "--from-literal=admin-password=a\"b\\c"));
    server.stubFor(get(DOWNLOAD).willReturn(okJson(published)));
    answers(200, "{}");
  }

  /**
   * Starts it.
   *
   * @param published what grafana.com has as 15308
   */
  static GrafanaStub start(TestStack stack, String published) {
    return new GrafanaStub(stack, published);
  }

  /** The block {@code dashboard} that has a Job import into it. */
  String dashboard(String folder) {
    return "{id: 15308, via: api, folder: %s, grafana: {address: \"%s\", secret: grafana, image: \"%s\"}}"
        .formatted(folder, address, "localhost:15000/curlimages/curl:8.11.1");
  }

  /** What an import is answered from now on. */
  void answers(int status, String body) {
    server.stubFor(post(IMPORT).willReturn(aResponse().withStatus(status).withBody(body)));
  }

  /** The imports since this was last asked, each with credentials and body. */
  List<String> imports() {
    var imports =
        server.findAll(postRequestedFor(urlEqualTo(IMPORT))).stream()
            .map(request -> request.getHeader("Authorization") + " " + request.getBodyAsString())
            .toList();
    server.resetRequests();
    return imports;
  }

  @Override
  public void close() {
    server.stop();
  }
}
