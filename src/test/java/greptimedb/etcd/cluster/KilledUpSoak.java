package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.SMALL;
import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code pulumi up} killed with SIGKILL: after {@code ops repair --yes} the next one ends healthy,
 * with all data.
 */
@ExtendWith(RunningPods.class)
@BesideOthers
class KilledUpSoak {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String MEMBERS =
      "app.kubernetes.io/instance=etcd,app.kubernetes.io/component=etcd";

  /** A moment of a run, seen on the cluster, not guessed by time. */
  record Moment(String name, Predicate<TestStack> come) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Moment> installMoments() {
    return List.of(
        new Moment("the-program-runs", stack -> true),
        new Moment(
            "namespace-exists",
            stack -> stack.kubectl("get", "namespace", stack.namespace()).exitCode() == 0),
        new Moment(
            "release-is-pending", stack -> exists(stack, "secret", "status=pending-install")),
        new Moment("pods-exist", stack -> exists(stack, "pod", MEMBERS)),
        new Moment("a-member-is-ready", stack -> stack.readyMembers() > 0));
  }

  static List<Moment> upgradeMoments() {
    return List.of(
        new Moment("the-program-runs", stack -> true),
        new Moment(
            "release-is-pending", stack -> exists(stack, "secret", "status=pending-upgrade")),
        new Moment("hook-runs", stack -> exists(stack, "job", "app.kubernetes.io/instance=etcd")),
        new Moment("a-member-is-down", stack -> stack.readyMembers() < 3),
        new Moment("a-member-is-new", stack -> quota(stack, "etcd-2").equals("201326592")));
  }

  private static boolean exists(TestStack stack, String kind, String selector) {
    return !stack.kubectl("get", kind, "-l", selector, "-o", "name").output().isBlank();
  }

  @ParameterizedTest
  @MethodSource("installMoments")
  void aKilledInstallIsFinishedByTheNextUp(Moment moment) {
    try (var stack = new TestStack(name("e2e-install", moment)).configured(SMALL)) {
      // given
      var up = stack.startUp();
      Command.awaitUntil("the engine starts", LIMIT, () -> up.text().contains("Stack"));
      killWhen(moment, up, () -> moment.come().test(stack));
      // when
      succeed(stack.ops("repair", "--yes"));
      succeed(stack.up());
      // then
      assertThat(stack.readyMembers()).isEqualTo(3);
      succeed(stack.etcdctl("put", "after", "written"));
    }
  }

  @ParameterizedTest
  @MethodSource("upgradeMoments")
  void aKilledUpgradeIsFinishedByTheNextUpAndLosesNothing(Moment moment) {
    try (var stack = new TestStack(name("e2e-upgrade", moment)).configured(SMALL)) {
      // given
      succeed(stack.up());
      succeed(stack.etcdctl("put", "before", "kept"));
      var up = stack.configured(SMALL.replace("quota: 128Mi", "quota: 192Mi")).startUp();
      Command.awaitUntil("the engine starts", LIMIT, () -> up.text().contains("Stack"));
      killWhen(moment, up, () -> moment.come().test(stack));
      // when
      succeed(stack.ops("repair", "--yes"));
      succeed(stack.up());
      // then
      Command.awaitUntil("three members are Ready", LIMIT, () -> stack.readyMembers() == 3);
      assertThat(stack.etcdctl("get", "before", "--print-value-only").output().trim())
          .isEqualTo("kept");
      for (var member : new String[] {"etcd-0", "etcd-1", "etcd-2"}) {
        assertThat(quota(stack, member)).as(member).isEqualTo("201326592");
      }
    }
  }

  private static void killWhen(Moment moment, Command up, java.util.function.BooleanSupplier come) {
    Command.awaitUntil(moment.name(), LIMIT, come);
    assertThat(up.isAlive()).as("still running at " + moment).isTrue();
    up.kill();
  }

  private static String quota(TestStack stack, String member) {
    return stack
        .kubectl(
            "get",
            "pod",
            member,
            "-o",
            "jsonpath={.spec.containers[0].env[?(@.name==\"ETCD_QUOTA_BACKEND_BYTES\")].value}")
        .output();
  }

  private static String name(String prefix, Moment moment) {
    return prefix + "-" + moment.name();
  }
}
