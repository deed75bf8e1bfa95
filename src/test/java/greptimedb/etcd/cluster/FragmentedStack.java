package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** A stack whose members are filled and fragmented from this machine, through the Service. */
final class FragmentedStack implements AutoCloseable {
  static final int MEGABYTE = 1_000_000;

  /** Below etcd's limit for a request, 1.5 MiB. */
  private static final int VALUE = 1_250_000;

  /**
   * MiB beside twice the quota: etcd keeps thousands of the last entries of its log in memory,
   * however large they are, and as much again before it collects garbage.
   */
  private static final int LOG = 1000;

  private static final Pattern COUNT = Pattern.compile("(?m)^\"Count\" : (\\d+)$");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final TestStack stack;
  private final int megabytes;
  private final String cpu;

  /**
   * Nothing is installed yet.
   *
   * @param megabytes how large databases are to become
   * @param cpu of each member, as a Kubernetes quantity
   */
  FragmentedStack(String namespace, int megabytes, String cpu) {
    this.stack = new TestStack(namespace);
    this.megabytes = megabytes;
    this.cpu = cpu;
  }

  TestStack stack() {
    return stack;
  }

  /**
   * Writes the stack file: a quota above what is written, as each write copies more than itself;
   * room for twice as much.
   */
  FragmentedStack configured(String... blocks) {
    var quota = megabytes * 3 / 2;
    var text =
        new StringBuilder(
            """
            config:
              greptimedb-etcd:cluster: {namespace: %s, chart: {reference: "%s"}, image: {registry: "localhost:15000"}, storage: {size: %dMi}, resources: {cpu: %s, memory: %dMi}, quota: %dMi}
            """
                .formatted(
                    stack.namespace(),
                    TestStack.chart(),
                    Math.max(1024, 2 * quota),
                    cpu,
                    2 * quota + LOG,
                    quota));
    for (var block : blocks) {
      text.append("  greptimedb-etcd:").append(block).append('\n');
    }
    stack.configuredWith(text.toString());
    return this;
  }

  /** {@code host:port} of the Service, which this machine reaches like a pod. */
  String service() {
    var words = List.of("get", "service", "etcd", "-o", "jsonpath={.spec.clusterIP}");
    return succeed(stack.kubectl(words.toArray(String[]::new))).output() + ":2379";
  }

  /** {@code host:port} of each member that has a pod, by their ordinals, comma-separated. */
  String members() {
    var words =
        List.of(
            "get",
            "pods",
            "-l",
            "app.kubernetes.io/component=etcd",
            "--sort-by=.metadata.name",
            "-o",
            "jsonpath={range .items[*]}{.status.podIP}:2379,{end}");
    var members = succeed(stack.kubectl(words.toArray(String[]::new))).output();
    return members.substring(0, members.length() - 1);
  }

  /** etcdctl on this machine: a full etcd is not ready, so that the Service leads nowhere. */
  Command.Result etcdctl(String... words) {
    var all =
        new ArrayList<>(List.of("etcdctl", "--command-timeout=120s", "--endpoints=" + members()));
    all.addAll(List.of(words));
    return stack.run(all.toArray(String[]::new));
  }

  /** Makes the databases as large as they are to become. */
  void fill() {
    succeed(fill(megabytes));
  }

  /** Writes so many megabytes, several clients at once; ends after a write that is refused. */
  Command.Result fill(int megabytes) {
    return stack.run(
        "bash",
        "-c",
        """
        set -euo pipefail
        head -c %1$d /dev/zero | tr '\\0' x >value
        seq %2$d | xargs -P 6 -I N sh -c 'etcdctl --command-timeout=60s --endpoints=%3$s put fill-N <value >/dev/null || exit 255'
        """
            .formatted(VALUE, megabytes * (MEGABYTE / 1000) / (VALUE / 1000), members()));
  }

  /** Deletes what was written and compacts: the space is free, inside of the database. */
  void free() {
    free("fill-");
  }

  /** The same for the keys with a prefix. */
  void free(String prefix) {
    succeed(etcdctl("del", "--prefix", prefix));
    var header = json(etcdctl("get", "none", "-w", "json")).path("header");
    succeed(etcdctl("compact", "--physical", header.path("revision").asText()));
    // That waited for one member only. Pages that are free count from the next write but one on;
    // unlike keys, roles are written by a full etcd as well.
    Command.awaitUntil(
        "all members are compacted",
        Duration.ofMinutes(2),
        () -> {
          succeed(etcdctl("role", "add", "settle"));
          succeed(etcdctl("role", "delete", "settle"));
          return differenceInUse() < MEGABYTE;
        });
  }

  private long differenceInUse() {
    var used =
        statuses().stream()
            .mapToLong(status -> status.at("/Status/dbSizeInUse").asLong())
            .summaryStatistics();
    return used.getMax() - used.getMin();
  }

  /** The size of every member's database, in bytes. */
  List<Long> sizes() {
    return statuses().stream().map(status -> status.at("/Status/dbSize").asLong()).toList();
  }

  /** The different hashes that members have of all keys: one if they agree. */
  Set<Long> hashes() {
    var hashes = new HashSet<Long>();
    json(etcdctl("endpoint", "hashkv", "-w", "json"))
        .forEach(member -> hashes.add(member.at("/HashKV/hash").asLong()));
    return hashes;
  }

  /** How many keys there are with a prefix. */
  long keys(String prefix) {
    var words = List.of("get", "--prefix", prefix, "--count-only", "-w", "fields");
    var count = COUNT.matcher(succeed(etcdctl(words.toArray(String[]::new))).output());
    assertThat(count.find()).isTrue();
    return Long.parseLong(count.group(1));
  }

  /**
   * Whether one of the members says of itself that it is being defragmented.
   *
   * @param members as {@link #members} has them: to ask for them takes longer than to ask them
   */
  boolean isBeingDefragmented(String members) {
    for (var member : members.split(",", -1)) {
      var metrics = HttpRequest.newBuilder(URI.create("http://" + member + "/metrics")).build();
      try {
        var text = client.send(metrics, HttpResponse.BodyHandlers.ofString()).body();
        if (text.contains("\netcd_disk_defrag_inflight 1")) {
          return true;
        }
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError(interrupted);
      }
    }
    return false;
  }

  /** Whether all members answer a linearizable read. */
  boolean isHealthy() {
    return etcdctl("endpoint", "health").exitCode() == 0;
  }

  private List<JsonNode> statuses() {
    var printed = json(etcdctl("endpoint", "status", "-w", "json"));
    return StreamSupport.stream(printed.spliterator(), false).toList();
  }

  private static JsonNode json(Command.Result result) {
    try {
      return JSON.readTree(succeed(result).output());
    } catch (JsonProcessingException malformed) {
      throw new AssertionError(result.output(), malformed);
    }
  }

  @Override
  public void close() {
    stack.close();
  }
}
