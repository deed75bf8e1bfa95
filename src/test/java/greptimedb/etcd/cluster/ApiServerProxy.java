package greptimedb.etcd.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A way to the API server that a test can cut, without harm to whoever else uses the cluster: TCP
 * from a port of its own, and a kubeconfig that names it. While it is cut connections are refused.
 */
final class ApiServerProxy implements AutoCloseable {
  private static final Pattern SERVER = Pattern.compile("server: (https://\\S+)");

  private final URI server;
  private final Path kubeconfig;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;

  /** Opens the way. */
  ApiServerProxy() {
    try {
      var original = Files.readString(Path.of(System.getenv("KUBECONFIG")));
      var found = SERVER.matcher(original);
      if (!found.find()) {
        throw new AssertionError("the kubeconfig names no server");
      }
      server = URI.create(found.group(1));
      listener = listen(0);
      kubeconfig = Files.createTempFile("through-proxy", ".kubeconfig");
      Files.writeString(
          kubeconfig,
          found.replaceAll("server: https://127.0.0.1:%d".formatted(listener.getLocalPort())));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** For KUBECONFIG. */
  Path kubeconfig() {
    return kubeconfig;
  }

  /** Ends all connections and refuses new ones. */
  void cut() {
    try {
      listener.close();
      for (var connection : connections) {
        connection.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Opens the way again. */
  void mend() {
    try {
      listener = listen(listener.getLocalPort());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private ServerSocket listen(int port) throws IOException {
    var opened = new ServerSocket();
    opened.setReuseAddress(true);
    opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    start(() -> accept(opened));
    return opened;
  }

  private void accept(ServerSocket opened) {
    while (true) {
      try {
        var here = opened.accept();
        var there = new Socket(server.getHost(), server.getPort());
        connections.add(here);
        connections.add(there);
        start(() -> pass(here, there));
        start(() -> pass(there, here));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // By one of the two sides, or by the cut.
      return;
    } finally {
      connections.remove(from);
      connections.remove(to);
    }
  }

  private static void start(Runnable work) {
    var thread = new Thread(work, "api-server-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    cut();
  }
}
