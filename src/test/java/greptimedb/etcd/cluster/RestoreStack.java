package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A stack with backups, and a GreptimeDB of the real operator on it whose Metasrv notices each
 * number that is lost or written twice: what a test of {@code ops restore} needs.
 */
final class RestoreStack implements AutoCloseable {
  static final Duration LIMIT = Duration.ofMinutes(4);

  private static final Pattern ENDED = Pattern.compile("\"outcome\" : \"(DONE|ROLLED_BACK)\"");
  private static final Pattern ID = Pattern.compile("\"id\" : \"[^\"]+\"");

  private final TestStack stack;
  private final GreptimeStandIn greptime;
  private String restoreBefore = "";

  /** Installs all of it. */
  RestoreStack(String namespace) {
    stack = new TestStack(namespace);
    greptime = new GreptimeStandIn(stack);
    try {
      configured("128Mi");
      succeed(stack.up());
      greptime.start();
      configuredFor("128Mi", GreptimeStandIn.NAME);
      succeed(stack.up());
    } catch (RuntimeException | AssertionError failed) {
      close();
      throw failed;
    }
  }

  /** Writes the stack file. */
  private void configured(String quota, String... more) {
    stack.configuredWith(
        """
        config:
          greptimedb-etcd:cluster: {namespace: %s, chart: {reference: "%s"}, image: {registry: "localhost:15000"}, storage: {size: 1Gi}, resources: {cpu: 20m, memory: 256Mi}, quota: %s}
          # snapshots of a test are taken by hand
          greptimedb-etcd:backup: {enabled: true, schedule: "0 0 1 1 *", storage: {class: local, size: 1Gi}}
          %s
        """
            .formatted(stack.namespace(), TestStack.chart(), quota, String.join("\n  ", more)));
  }

  /**
   * Writes the stack file with another quota, and GreptimeDB's block for an object of this name.
   */
  void configuredFor(String quota, String greptimedb) {
    configured(quota, greptime.block(greptimedb));
  }

  TestStack stack() {
    return stack;
  }

  GreptimeStandIn greptime() {
    return greptime;
  }

  /** {@code ops restore} without its question, to its end. */
  Command.Result restore(String... flags) {
    return start(Map.of(), flags).await();
  }

  /** The same, started and left running. */
  Command start(Map<String, String> environment, String... flags) {
    var words = new String[flags.length + 1];
    System.arraycopy(flags, 0, words, 0, flags.length);
    words[flags.length] = "--yes";
    restoreBefore = endedRestore();
    return stack.startOps(environment, "restore", words);
  }

  /** Waits for the end of a step of the restore that was started last. */
  void awaitStep(Command restore, String step) {
    Command.awaitUntil(
        "the step %s ends; it says%n%s".formatted(step, restore.text()),
        LIMIT,
        () -> isDone(step) || !restore.isAlive());
    assertThat(isDone(step)).as("%s: %s", step, restore.text()).isTrue();
  }

  private boolean isDone(String step) {
    var progress = progress();
    return progress.contains("\"step\" : \"" + step + "\"")
        && (restoreBefore.isEmpty() || !progress.contains(restoreBefore));
  }

  /** What the progress names its restore with, if that has come to an end; else empty. */
  private String endedRestore() {
    var progress = progress();
    var id = ID.matcher(progress);
    return ENDED.matcher(progress).find() && id.find() ? id.group() : "";
  }

  private String progress() {
    return stack
        .kubectl("get", "configmap", "etcd-restore", "-o", "jsonpath={.data.progress\\.json}")
        .output();
  }

  /** GreptimeDB runs on this release, switches are off, and it writes. */
  void assertUses(String release) {
    assertThat(endpoint())
        .isEqualTo("%s.%s.svc.cluster.local:2379".formatted(release, stack.namespace()));
    assertThat(greptime.says(".spec.meta.replicas")).isEqualTo("1");
    assertThat(greptime.admin("/admin/maintenance/status")).contains("\"enabled\":false");
    assertThat(greptime.admin("/admin/procedure-manager/status")).contains("running");
    greptime.awaitNumbersAfter(greptime.numbers().size());
    assertThat(
            succeed(stack.kubectl("get", "cronjobs", "-o", "jsonpath={.items[*].spec.suspend}"))
                .output())
        .as("snapshots are scheduled")
        .doesNotContain("true");
  }

  /** What the GreptimeDBCluster names. */
  String endpoint() {
    return greptime.says(".spec.meta.backendStorage.etcd.endpoints[0]");
  }

  /**
   * Every acknowledged number is in the new cluster, and there once; the old one has none that the
   * new one lacks, which it would have if somebody had written to it after the fence.
   */
  void assertNothingLostOrDoubled(String old, String present) {
    var acknowledged = greptime.numbers();
    var there = greptime.keysIn(present);
    assertThat(greptime.acknowledgements()).as("by one cluster each").doesNotHaveDuplicates();
    assertThat(there).doesNotHaveDuplicates().containsAll(acknowledged);
    assertThat(there).containsAll(greptime.keysIn(old));
  }

  /** Each number that was acknowledged so far is in the cluster. */
  void assertHas(String release, Set<String> numbers) {
    assertThat(greptime.keysIn(release)).containsAll(numbers);
  }

  /** A member's pod. */
  Member member(String pod) {
    return new Member(stack, pod);
  }

  /** The file name of the snapshot that was taken last. */
  String newestSnapshot() {
    return succeed(stack.ops("snapshots"))
        .output()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("db-"))
        .map(line -> line.split("\\s+", 2)[0])
        .max(String::compareTo)
        .orElseThrow();
  }

  /** The pod of Metasrv: {@code pod/NAME}. */
  String metasrvPod() {
    return stack
        .kubectl("get", "pods", "-l", "app.greptime.io/component=greptimedb-meta", "-o", "name")
        .output()
        .strip();
  }

  /** What {@code kubectl get} names of a kind. */
  String names(String kinds) {
    return succeed(stack.kubectl("get", kinds, "-o", "name")).output();
  }

  @Override
  public void close() {
    greptime.close();
    stack.close();
  }
}
