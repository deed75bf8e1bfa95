package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A GreptimeDBCluster of the real operator, whose Metasrv is the stand-in that writes numbered keys
 * and keeps a list of those that etcd has acknowledged.
 */
final class GreptimeStandIn implements AutoCloseable {
  static final String NAME = "greptimedb";
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String OBJECT =
      """
      apiVersion: greptime.io/v1alpha1
      kind: GreptimeDBCluster
      metadata: {name: greptimedb, namespace: %1$s}
      spec:
        base:
          main:
            image: localhost:15000/greptime/metasrv-standin:v0.15.5
            resources: {requests: {cpu: 10m, memory: 32Mi}}
        meta:
          replicas: 1
          backendStorage: {etcd: {endpoints: ["etcd.%1$s.svc.cluster.local:2379"], storeKeyPrefix: "db/"}}
          template:
            main:
              env: [{name: ACKNOWLEDGED, value: /acknowledged}]
              readinessProbe: {httpGet: {path: /health, port: 4000}, periodSeconds: 1}
              volumeMounts: [{name: acknowledged, mountPath: /acknowledged}]
            volumes: [{name: acknowledged, hostPath: {path: %2$s}}]
      """;

  private final TestStack stack;
  private final Path acknowledged;
  private Optional<Command> operator = Optional.empty();

  /** Starts nothing yet. */
  GreptimeStandIn(TestStack stack) {
    this.stack = stack;
    try {
      this.acknowledged = Files.createTempDirectory("acknowledged");
      Files.setPosixFilePermissions(acknowledged, PosixFilePermissions.fromString("rwxrwxrwx"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Defines the kind, starts the operator and the stand-in, and waits for its first number. */
  void start() {
    succeed(
        stack.kubectl(
            "apply", "--server-side", "--force-conflicts", "-f", definitions().toString()));
    stack.awaitDefinition("greptimedbclusters.greptime.io");
    operator = Optional.of(startOperator());
    apply(OBJECT.formatted(stack.namespace(), acknowledged));
    awaitNumbersAfter(0);
  }

  /**
   * As a process of this machine with the cluster's names: it calls Metasrv by its Service, and
   * reconciles nothing else while nobody answers.
   */
  private Command startOperator() {
    try {
      var names = Files.createTempFile("resolv", ".conf");
      Files.writeString(
          names,
          "nameserver %s%nsearch svc.cluster.local cluster.local%noptions ndots:5%n"
              .formatted(clusterDns()));
      return stack.start(
          "unshare",
          "--mount",
          "bash",
          "-c",
          "mount --bind \"$0\" /etc/resolv.conf && exec greptimedb-operator \"$@\"",
          names.toString(),
          "--kubeconfig=" + System.getenv("KUBECONFIG"),
          "--metrics-bind-address=127.0.0.1:0",
          "--health-probe-bind-address=127.0.0.1:0");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private String clusterDns() {
    return succeed(
            stack.run(
                "kubectl",
                "get",
                "service",
                "kube-dns",
                "--namespace=kube-system",
                "--output=jsonpath={.spec.clusterIP}"))
        .output();
  }

  /** Applies a manifest, as the person who installs GreptimeDB does. */
  void apply(String manifest) {
    Manifests.apply(stack, manifest);
  }

  /** The block of the stack file; the test wrote the endpoints itself, and gives them away. */
  String block(String name) {
    return "greptimedb-etcd:greptimedb: {enabled: true, namespace: %s, name: %s, force: true}"
        .formatted(stack.namespace(), name);
  }

  /** Waits until more numbers than that were acknowledged. */
  void awaitNumbersAfter(int count) {
    Command.awaitUntil("Metasrv writes", LIMIT, () -> numbers().size() > count);
  }

  /** The keys that an etcd has acknowledged, of all pods there ever were. */
  Set<String> numbers() {
    return new TreeSet<>(acknowledgements());
  }

  /** The same, each as often as it was acknowledged. */
  List<String> acknowledgements() {
    var numbers = new ArrayList<String>();
    try (var files = Files.list(acknowledged)) {
      for (var file : files.toList()) {
        // The last line may be on its way.
        var text = Files.readString(file);
        text.substring(0, text.lastIndexOf('\n') + 1)
            .lines()
            .map(line -> line.substring(0, line.indexOf(' ')))
            .forEach(numbers::add);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return numbers;
  }

  /** The numbered keys that a release holds, each as often as it is there. */
  List<String> keysIn(String release) {
    return keys(release + "-0");
  }

  /** Those that one member has by itself, whatever the others have. */
  List<String> keysIn(String release, int member) {
    return keys(release + "-" + member, "--consistency=s", "--endpoints=http://127.0.0.1:2379");
  }

  private List<String> keys(String pod, String... further) {
    var words =
        new ArrayList<>(
            List.of("exec", pod, "--", "etcdctl", "get", "db/numbers/", "--prefix", "--keys-only"));
    words.addAll(List.of(further));
    return succeed(stack.kubectl(words.toArray(String[]::new)))
        .output()
        .lines()
        .filter(line -> line.startsWith("db/"))
        .map(line -> line.substring("db/".length()))
        .toList();
  }

  /** What the GreptimeDBCluster says at a path. */
  String says(String path) {
    return stack
        .kubectl("get", "greptimedbcluster", NAME, "-o", "jsonpath={" + path + "}")
        .output()
        .strip();
  }

  /** A call of Metasrv. */
  String admin(String path) {
    return stack
        .kubectl(
            "get",
            "--raw",
            "/api/v1/namespaces/%s/services/http:%s-meta:4000/proxy%s"
                .formatted(stack.namespace(), NAME, path))
        .output()
        .strip();
  }

  static Path definitions() {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(Path::of)
        .map(entry -> entry.resolve("greptimedb-definitions"))
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no greptimedb-operator on PATH: tools/toolchain --tests"));
  }

  /** The object goes while the operator is there to clean up after it. */
  @Override
  public void close() {
    stack.kubectl("delete", "greptimedbcluster", NAME, "--ignore-not-found", "--timeout=60s");
    operator.ifPresent(Command::kill);
    try (Stream<Path> files = Files.list(acknowledged)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(acknowledged);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
