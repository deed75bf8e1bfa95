package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** A stack of which {@code ops diff} is asked before and after each up. */
final class DiffedStack implements AutoCloseable {
  private static final String BACKUP =
      "backup: {enabled: true, mode: %s, schedule: \"0 0 1 1 *\", deadline: 60s, storage: {class: local, size: 1Gi}}";
  private static final String MONITORING =
      "monitoring: {enabled: true, mode: %s, dashboard: {own: false}}";
  private static final String DEFRAG =
      "defrag: {enabled: true, acknowledgeRisk: true, mode: %s, schedule: \"0 0 1 1 *\"}";

  private static final Pattern MEMBERS =
      Pattern.compile("etcd-(\\d+)(?:\\.\\.(\\d+))? restarts? \\(pod template changed: .+\\)");

  private final TestStack stack;

  /** Nothing is installed yet, but Prometheus' kinds are there. */
  DiffedStack(String namespace) {
    stack = new TestStack(namespace);
    succeed(stack.kubectl("apply", "--server-side", "-f", Definitions.ofPrometheus().toString()));
    stack.awaitDefinition("podmonitors.monitoring.coreos.com");
    stack.awaitDefinition("prometheusrules.monitoring.coreos.com");
  }

  /**
   * Each switch alone, in both modes: a name, whether members restart, its blocks. In this order no
   * case but those without blocks switches off what restarts them.
   */
  static Stream<Arguments> switches() {
    return Stream.of(
        Arguments.of("backup, managed", false, List.of(BACKUP.formatted("managed"))),
        Arguments.of("monitoring, managed", false, List.of(MONITORING.formatted("managed"))),
        Arguments.of("defrag, managed", false, List.of(DEFRAG.formatted("managed"))),
        Arguments.of("backup, chart", true, List.of(BACKUP.formatted("chart"))),
        Arguments.of("none", true, List.of()),
        Arguments.of("monitoring, chart", true, List.of(MONITORING.formatted("chart"))),
        Arguments.of("none", true, List.of()),
        Arguments.of("defrag, chart", false, List.of(DEFRAG.formatted("chart"))));
  }

  /**
   * All switches together, likewise. The chart's mode goes first: Helm takes no CronJob over that
   * is there.
   */
  static Stream<Arguments> allSwitches() {
    return Stream.of(
        Arguments.of("all, chart", true, inMode("chart")),
        Arguments.of("none", true, List.of()),
        Arguments.of("all, managed", false, inMode("managed")));
  }

  private static List<String> inMode(String mode) {
    return Stream.of(BACKUP, MONITORING, DEFRAG).map(block -> block.formatted(mode)).toList();
  }

  TestStack stack() {
    return stack;
  }

  /**
   * Fails unless the members that the difference says restart are those whose pods an up replaces.
   *
   * @param restarts whether any is expected to
   * @param change writes the stack file
   */
  void assertSaidAndDone(boolean restarts, Consumer<TestStack> change) {
    // given
    var before = uids();
    change.accept(stack);
    // when
    var said = restarting(report());
    succeed(stack.up());
    var after = uids();
    // then
    var done = new TreeSet<>(before.keySet());
    done.removeIf(member -> before.get(member).equals(after.get(member)));
    assertThat(said).isEqualTo(done);
    assertThat(!said.isEmpty()).isEqualTo(restarts);
    assertNothingIsLeft();
  }

  void assertNothingIsLeft() {
    var left = stack.ops("diff", "--exit-code");
    assertThat(left.exitCode()).as(left.output()).isZero();
  }

  JsonNode report() {
    return parsed(stack.ops("diff", "--format", "json"));
  }

  JsonNode reportWithoutCluster() {
    return parsed(stack.opsWithoutCluster("diff", "--format", "json"));
  }

  @Override
  public void close() {
    stack.close();
  }

  private static JsonNode parsed(Command.Result result) {
    var text = succeed(result).output();
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException malformed) {
      throw new AssertionError(text, malformed);
    }
  }

  private static Set<String> restarting(JsonNode report) {
    var members = new TreeSet<String>();
    for (var line : report.at("/summary/restarts")) {
      var said = MEMBERS.matcher(line.asText());
      assertThat(said.matches()).as(line.asText()).isTrue();
      var first = Integer.parseInt(said.group(1));
      var last = said.group(2) == null ? first : Integer.parseInt(said.group(2));
      IntStream.rangeClosed(first, last).forEach(member -> members.add("etcd-" + member));
    }
    return members;
  }

  /** By the pod's name; once no pod is on its way out or in. */
  private Map<String, String> uids() {
    Command.awaitUntil(
        "every member is ready",
        Duration.ofMinutes(2),
        () -> stack.readyMembers() == stack.memberUids().lines().count());
    var uids = new TreeMap<String, String>();
    stack
        .memberUids()
        .lines()
        .map(line -> line.split(" ", -1))
        .forEach(words -> uids.put(words[0], words[1]));
    return uids;
  }
}
