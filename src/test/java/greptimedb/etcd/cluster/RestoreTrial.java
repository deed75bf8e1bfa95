package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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
class RestoreTrial {
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

  @BeforeAll
  void install() {
    restored = new RestoreStack("trial-restore");
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
    var numbers = restored.greptime().numbers();
    killAfter(step);
    // when
    succeed(restored.restore("--rollback"));
    // then
    restored.assertUses(active);
    restored.assertHas(active, numbers);
    succeed(restored.stack().preview("--expect-no-changes"));
    // given: claims that Metasrv has written to are kept, and are in the way
    succeed(restored.stack().ops("retire", other, "--delete-data", "--yes"));
    killAfter(step);
    // when
    succeed(restored.restore("--resume"));
    // then
    restored.assertUses(other);
    // Numbers of a run on the new release that was rolled back are in neither.
    restored.assertHas(other, numbers);
    assertThat(restored.greptime().keysIn(other))
        .doesNotHaveDuplicates()
        .containsAll(restored.greptime().keysIn(active));
    succeed(restored.stack().preview("--expect-no-changes"));
    succeed(restored.stack().ops("retire", active, "--delete-data", "--yes"));
    active = other;
  }

  private void killAfter(Step step) {
    var restore = restored.start(Map.of(), "--snapshot", "latest");
    restored.awaitStep(restore, step.name());
    restore.kill();
  }
}
