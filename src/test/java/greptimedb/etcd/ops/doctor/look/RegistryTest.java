package greptimedb.etcd.ops.doctor.look;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import greptimedb.etcd.ops.doctor.check.Sources.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a registry on loopback, which is spoken to in plain HTTP. */
class RegistryTest {
  private static final String MANIFEST = "/v2/charts/etcd/manifests/11.3.4";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(options().bindAddress("127.0.0.1").dynamicPort())
          .build();

  @Test
  void asksForTheManifestOfAnyKindWithoutFetchingIt() {
    SERVER.stubFor(
        head(urlEqualTo(MANIFEST))
            .withHeader("Accept", containing("vnd.oci.image.index.v1+json"))
            .willReturn(ok()));

    assertThat(ask()).isEqualTo(Answer.of(200));
  }

  @Test
  void whatIsNotThereIsNotThere() {
    assertThat(ask()).isEqualTo(Answer.of(404));
  }

  @Test
  void aTokenForAnonymousPullsIsAskedForWhereTheRegistryWantsOne() {
    // given
    SERVER.stubFor(
        head(urlEqualTo(MANIFEST))
            .withHeader("Authorization", absent())
            .willReturn(
                aResponse()
                    .withStatus(401)
                    .withHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"%s/token\",service=\"registry\",scope=\"repository:charts/etcd:pull\""
                            .formatted(SERVER.baseUrl()))));
    SERVER.stubFor(
        get(urlPathEqualTo("/token"))
            .withQueryParam("service", equalTo("registry"))
            .withQueryParam("scope", equalTo("repository:charts/etcd:pull"))
            .willReturn(okJson("{\"token\": \"anonymous\"}")));
    SERVER.stubFor(
        head(urlEqualTo(MANIFEST))
            .withHeader("Authorization", equalTo("Bearer anonymous"))
            .willReturn(ok()));
    // then
    assertThat(ask()).isEqualTo(Answer.of(200));
  }

  @Test
  void aRegistryThatWantsAPasswordIsLeftAlone() {
    SERVER.stubFor(
        head(urlEqualTo(MANIFEST))
            .willReturn(
                aResponse()
                    .withStatus(401)
                    .withHeader("WWW-Authenticate", "Basic realm=\"registry\"")));

    assertThat(ask()).isEqualTo(Answer.of(401));
  }

  @Test
  void nobodyThereIsToldWithTheReason() {
    var answer = new Registry().manifest("127.0.0.1:1", "charts/etcd", "11.3.4");

    assertThat(answer.status()).isZero();
    assertThat(answer.trouble()).isEqualTo("no connection to 127.0.0.1:1");
  }

  @Test
  void anHttpRepositoryHasAnIndex() {
    SERVER.stubFor(head(urlEqualTo("/charts/index.yaml")).willReturn(ok()));

    assertThat(new Registry().index(SERVER.baseUrl() + "/charts/")).isEqualTo(Answer.of(200));
    assertThat(new Registry().index("no address").trouble()).contains("no address");
  }

  private static Answer ask() {
    var address = "127.0.0.1:%d".formatted(SERVER.getPort());
    return new Registry().manifest(address, "charts/etcd", "11.3.4");
  }
}
