package greptimedb.etcd.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import greptimedb.etcd.cluster.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Real etcd processes on free loopback ports, with their data in a temporary folder. */
public final class LocalEtcd implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> options;
  private final Path folder = temporaryFolder();
  private final List<Member> members = new ArrayList<>();

  private LocalEtcd(List<String> options) {
    this.options = options;
  }

  private record Ports(int client, int peer) {}

  /** A member; its process changes when it is restarted. */
  private static final class Member {
    private final String name;
    private final Ports ports;
    private final List<String> words;
    private Process process;

    private Member(String name, Ports ports, List<String> words) {
      this.name = name;
      this.ports = ports;
      this.words = words;
    }
  }

  /** Starts a cluster and waits until every member is healthy; options go to every etcd. */
  public static LocalEtcd start(int size, String... options) {
    var etcd = new LocalEtcd(List.of(options));
    var ports = freePorts(size);
    var initial =
        IntStream.range(0, size)
            .mapToObj(index -> "etcd-" + index + "=http://127.0.0.1:" + ports.get(index).peer())
            .collect(Collectors.joining(","));
    for (var index = 0; index < size; index++) {
      etcd.add("etcd-" + index, ports.get(index), initial, "new");
    }
    etcd.awaitHealthy();
    return etcd;
  }

  /** Restores a snapshot as the document's release does, and starts one member on it. */
  static LocalEtcd restored(Path snapshot, String... options) {
    var etcd = new LocalEtcd(List.of(options));
    var ports = freePorts(1).get(0);
    var initial = "etcd-0=http://127.0.0.1:" + ports.peer();
    command(
        "etcdutl",
        "snapshot",
        "restore",
        snapshot.toString(),
        "--data-dir",
        etcd.folder.resolve("etcd-0").toString(),
        "--name",
        "etcd-0",
        "--initial-cluster",
        initial,
        "--initial-advertise-peer-urls",
        "http://127.0.0.1:" + ports.peer());
    etcd.add("etcd-0", ports, initial, "existing");
    etcd.awaitHealthy();
    return etcd;
  }

  private void add(String name, Ports ports, String initialCluster, String state) {
    var clientUrl = "http://127.0.0.1:" + ports.client();
    var peerUrl = "http://127.0.0.1:" + ports.peer();
    var words =
        new ArrayList<>(
            List.of(
                "etcd",
                "--name",
                name,
                "--data-dir",
                folder.resolve(name).toString(),
                "--listen-client-urls",
                clientUrl,
                "--advertise-client-urls",
                clientUrl,
                "--listen-peer-urls",
                peerUrl,
                "--initial-advertise-peer-urls",
                peerUrl,
                "--initial-cluster",
                initialCluster,
                "--initial-cluster-state",
                state,
                "--unsafe-no-fsync"));
    words.addAll(options);
    members.add(new Member(name, ports, words));
    restart(members.size() - 1);
  }

  /** Adds a learner: it replicates and does not vote. Answers its index. */
  public int addLearner() {
    var ports = freePorts(1).get(0);
    var name = "etcd-" + members.size();
    var peerUrl = "http://127.0.0.1:" + ports.peer();
    var endpoints = endpointList();
    // etcd refuses to change the members until they have been connected for five seconds.
    Command.awaitUntil(
        "the learner is added",
        Duration.ofSeconds(20),
        () ->
            exitCode(
                    "etcdctl",
                    "--endpoints",
                    endpoints,
                    "member",
                    "add",
                    name,
                    "--learner",
                    "--peer-urls=" + peerUrl)
                == 0);
    var initial =
        Stream.concat(
                members.stream()
                    .map(member -> member.name + "=http://127.0.0.1:" + member.ports.peer()),
                Stream.of(name + "=" + peerUrl))
            .collect(Collectors.joining(","));
    add(name, ports, initial, "existing");
    var endpoint = endpoint(members.size() - 1);
    Command.awaitUntil(
        "the learner answers",
        Duration.ofSeconds(30),
        () -> exitCode("etcdctl", "--endpoints", endpoint, "endpoint", "status") == 0);
    return members.size() - 1;
  }

  /** host:port of a member. */
  public String endpoint(int index) {
    return "127.0.0.1:" + members.get(index).ports.client();
  }

  /** The file of a member's database. */
  Path database(int index) {
    return folder.resolve(members.get(index).name).resolve("member/snap/db");
  }

  /** The first member's HTTP gateway. */
  EtcdGateway gateway() {
    return new EtcdGateway(client, endpoint(0), Duration.ofSeconds(60));
  }

  /** Raises an alarm of a member, as etcd does by itself: {@code NOSPACE} or {@code CORRUPT}. */
  public void raise(String alarm, int index) {
    gateway().raise(alarm, status(index).at("/header/member_id").asText());
  }

  /** host:port of every member, as the scripts want it. */
  String endpointList() {
    return IntStream.range(0, members.size())
        .mapToObj(this::endpoint)
        .collect(Collectors.joining(","));
  }

  /** The index of the leader. */
  int leader() {
    for (var index = 0; index < members.size(); index++) {
      var status = status(index);
      if (status.path("leader").asText().equals(status.at("/header/member_id").asText())) {
        return index;
      }
    }
    throw new AssertionError("no leader");
  }

  /** What etcdctl says of a member's status. */
  JsonNode status(int index) {
    var printed =
        command("etcdctl", "--endpoints", endpoint(index), "endpoint", "status", "-w", "json");
    try {
      return JSON.readTree(printed).get(0).get("Status");
    } catch (IOException invalid) {
      throw new UncheckedIOException(invalid);
    }
  }

  /** SIGKILL to a member. */
  public void kill(int index) {
    var process = members.get(index).process;
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** SIGSTOP: the member keeps its connections and answers nothing. */
  void pause(int index) {
    command("kill", "-STOP", Long.toString(members.get(index).process.pid()));
  }

  /** SIGCONT. */
  void resume(int index) {
    command("kill", "-CONT", Long.toString(members.get(index).process.pid()));
  }

  /** Starts a member that was killed, with its data. Does not wait for its health. */
  public void restart(int index) {
    var member = members.get(index);
    var log = folder.resolve(member.name + ".log").toFile();
    try {
      var builder = new ProcessBuilder(member.words).redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
      member.process = builder.start();
    } catch (IOException missing) {
      throw new AssertionError(
          "etcd cannot be started; `tools/toolchain` builds it, `source tools/environment` puts it on the PATH",
          missing);
    }
  }

  /** Waits until every member commits proposals. */
  public void awaitHealthy() {
    Command.awaitUntil(
        "every member is healthy, logs in " + folder,
        Duration.ofSeconds(30),
        () -> exitCode("etcdctl", "--endpoints", endpointList(), "endpoint", "health") == 0);
  }

  /** Runs a program and answers what it printed; another exit code than 0 fails the test. */
  static String command(String... words) {
    var result = Command.start(Path.of("."), java.util.Map.of(), List.of(words)).await();
    if (result.exitCode() != 0) {
      throw new AssertionError(Arrays.toString(words) + ": " + result);
    }
    return result.output();
  }

  private static int exitCode(String... words) {
    return Command.start(Path.of("."), java.util.Map.of(), List.of(words)).await().exitCode();
  }

  private static List<Ports> freePorts(int members) {
    var sockets = new ArrayList<ServerSocket>();
    try {
      for (var index = 0; index < 2 * members; index++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      var ports = new ArrayList<Ports>();
      for (var index = 0; index < members; index++) {
        ports.add(
            new Ports(
                sockets.get(2 * index).getLocalPort(), sockets.get(2 * index + 1).getLocalPort()));
      }
      for (var socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("local-etcd");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    for (var index = 0; index < members.size(); index++) {
      kill(index);
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
