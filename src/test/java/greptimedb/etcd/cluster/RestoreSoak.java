package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code ops restore} killed after each of its steps, then rolled back; and again, then resumed.
 * Every second restore goes back to the first release name.
 */
@ExtendWith(RunningPods.class)
@ResourceLock("greptimedbclusters.greptime.io")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreSoak {
  /** Steps after which something is left to do. */
  private enum Step {
    FENCE,
    FINAL_SNAPSHOT,
    PREPARE,
    RECOVER,
    VERIFY,
    CUT_OVER,
    UNFENCE,
    SETTLE
  }

  private RestoreStack restored;
  private String active = "etcd";

  /** Numbers of runs on a new release that was rolled back: they went with it. */
  private final Set<String> givenUp = new HashSet<>();

  @BeforeAll
  void install() {
    restored = new RestoreStack("soak-restore");
  }

  @AfterAll
  void remove() {
    if (restored != null) {
      restored.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void killedAndRolledBackItEndsInTheOldStateAndKilledAndResumedInTheNewOne(Step step) {
    // given
    var other = active.equals("etcd") ? "etcd-recover" : "etcd";
    var numbers = numbers();
    killAfter(step);
    // when
    succeed(restored.restore("--rollback"));
    // then
    restored.assertUses(active);
    restored.assertHas(active, numbers);
    giveUp(numbers);
    succeed(restored.stack().preview("--expect-no-changes"));
    // given: claims that Metasrv has written to are kept, and are in the way
    succeed(restored.stack().ops("retire", other, "--delete-data", "--yes"));
    killAfter(step);
    // when
    succeed(restored.restore("--resume"));
    // then
    restored.assertUses(other);
    restored.assertHas(other, numbers());
    assertThat(restored.greptime().keysIn(other))
        .doesNotHaveDuplicates()
        .containsAll(restored.greptime().keysIn(active));
    succeed(restored.stack().preview("--expect-no-changes"));
    succeed(restored.stack().ops("retire", active, "--delete-data", "--yes"));
    active = other;
  }

  /** What was acknowledged, but for what was given up. */
  private Set<String> numbers() {
    var numbers = new HashSet<>(restored.greptime().numbers());
    numbers.removeAll(givenUp);
    return numbers;
  }

  /** What a restore acknowledged between its unfence and its rollback is not in the old release. */
  private void giveUp(Set<String> before) {
    var since = numbers();
    since.removeAll(before);
    since.removeAll(restored.greptime().keysIn(active));
    givenUp.addAll(since);
  }

  private void killAfter(Step step) {
    var restore = restored.start(Map.of(), "--snapshot", "latest");
    restored.awaitStep(restore, step.name());
    restore.kill();
  }
}
