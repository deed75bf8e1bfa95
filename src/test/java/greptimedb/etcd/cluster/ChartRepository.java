package greptimedb.etcd.cluster;

import com.sun.net.httpserver.HttpServer;
import greptimedb.etcd.ContractChart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A chart repository on loopback: an index and the packed contract chart, as a web server would
 * give them.
 */
final class ChartRepository implements AutoCloseable {
  static final String VERSION = "11.3.4";
  private static final String INDEX =
      """
      apiVersion: v1
      entries:
        etcd:
          - {apiVersion: v2, name: etcd, version: %s, urls: [charts/etcd-%s.tgz]}
      """
          .formatted(VERSION, VERSION);

  private final HttpServer server;
  private final Path packed;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  ChartRepository() {
    try {
      packed = Files.createTempDirectory("chart-repository");
      ContractChart.pack(packed);
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      answer("/index.yaml", INDEX.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      answer(chartPath(), Files.readAllBytes(packed.resolve("etcd-%s.tgz".formatted(VERSION))));
      server.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The paths that were asked for, in their order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  static String chartPath() {
    return "/charts/etcd-%s.tgz".formatted(VERSION);
  }

  private void answer(String path, byte[] content) {
    server.createContext(
        path,
        exchange -> {
          asked.add(path);
          exchange.sendResponseHeaders(200, content.length);
          try (var body = exchange.getResponseBody()) {
            body.write(content);
          }
        });
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
