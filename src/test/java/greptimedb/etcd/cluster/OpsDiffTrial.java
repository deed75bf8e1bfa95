package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.SMALL;
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
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code ops diff} says about restarts is what then happens: each switch alone, in both modes,
 * on one installation. After each up nothing is left to say.
 */
@ExtendWith(RunningPods.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpsDiffTrial {
  private static final Pattern MEMBERS =
      Pattern.compile("etcd-(\\d+)(?:\\.\\.(\\d+))? restarts? \\(pod template changed: .+\\)");
  private static final String BACKUP =
      "backup: {enabled: true, mode: %s, schedule: \"0 0 1 1 *\", deadline: 60s, storage: {class: local, size: 1Gi}}";
  private static final String MONITORING =
      "monitoring: {enabled: true, mode: %s, dashboard: {own: false}}";
  private static final String DEFRAG =
      "defrag: {enabled: true, acknowledgeRisk: true, mode: %s, schedule: \"0 0 1 1 *\"}";

  private TestStack stack;

  @BeforeAll
  void install() {
    stack = new TestStack("e2e-diff").configuredWithBlocks();
    succeed(stack.kubectl("apply", "--server-side", "-f", Definitions.ofPrometheus().toString()));
    stack.awaitDefinition("podmonitors.monitoring.coreos.com");
    stack.awaitDefinition("prometheusrules.monitoring.coreos.com");
  }

  @AfterAll
  void remove() {
    stack.close();
  }

  @Test
  @Order(1)
  void beforeTheFirstUpEverythingIsNew() {
    // when
    var report = report();
    // then
    assertThat(report.at("/summary/created")).hasSize(7);
    assertThat(report.at("/summary/scaling/0").asText()).isEqualTo("etcd-0..2 start");
    assertThat(report.at("/notes/0").asText()).isEqualTo("nothing of this stack is deployed");
    // when
    succeed(stack.up());
    // then
    assertNothingIsLeft();
  }

  /** In this order no case but the one without blocks switches off what restarts pods. */
  private static Stream<Arguments> switches() {
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("switches")
  @Order(2)
  void aSwitchRestartsWhatTheDifferenceSays(String name, boolean restarts, List<String> blocks) {
    assertSaidAndDone(restarts, () -> stack.configuredWithBlocks(blocks.toArray(String[]::new)));
  }

  private static Stream<Arguments> clusterChanges() {
    return Stream.of(
        Arguments.of("quota", true, SMALL.replace("quota: 128Mi", "quota: 192Mi")),
        Arguments.of("label", true, SMALL + ", values: {podLabels: {team: storage}}"),
        Arguments.of(
            "network policy",
            false,
            SMALL
                + ", values: {podLabels: {team: storage}, networkPolicy: {allowExternal: false}}"),
        Arguments.of("replicas", true, SMALL + ", replicas: 5"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clusterChanges")
  @Order(3)
  void aChangeOfTheClusterRestartsWhatTheDifferenceSays(
      String name, boolean restarts, String cluster) {
    assertSaidAndDone(restarts, () -> stack.configured(cluster));
  }

  @Test
  @Order(4)
  void withoutAClusterTheSameIsSaidFromTheState() {
    // given
    stack.configured(SMALL + ", replicas: 5, electionTimeout: 3000ms");
    // when
    var asked = report();
    var alone = parsed(stack.opsWithoutCluster("diff", "--format", "json"));
    // then
    assertThat(alone.at("/notes/0").asText()).startsWith("the cluster was not asked (");
    assertThat(asked.at("/notes")).isEmpty();
    assertThat(alone.path("summary")).isEqualTo(asked.path("summary"));
    assertThat(alone.path("differences")).isEqualTo(asked.path("differences"));
  }

  private void assertSaidAndDone(boolean restarts, Runnable change) {
    // given
    var before = uids();
    change.run();
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

  private void assertNothingIsLeft() {
    var left = stack.ops("diff", "--exit-code");
    assertThat(left.exitCode()).as(left.output()).isZero();
  }

  private JsonNode report() {
    return parsed(stack.ops("diff", "--format", "json"));
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

  /** By the pod's name; once no pod is on its way out. */
  private Map<String, String> uids() {
    Command.awaitUntil("members are ready", Duration.ofMinutes(2), () -> stack.readyMembers() >= 3);
    var uids = new TreeMap<String, String>();
    stack
        .memberUids()
        .lines()
        .map(line -> line.split(" ", -1))
        .forEach(words -> uids.put(words[0], words[1]));
    return uids;
  }
}
