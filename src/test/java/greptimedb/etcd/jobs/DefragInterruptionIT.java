package greptimedb.etcd.jobs;

import static greptimedb.etcd.jobs.DefragJob.MEGABYTE;
import static greptimedb.etcd.jobs.DefragJob.SCRIPT;
import static greptimedb.etcd.jobs.DefragJob.sizes;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import greptimedb.etcd.cluster.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** defrag.sh, killed in the middle of a member, and the run after that. */
@BesideOthers
class DefragInterruptionIT {
  private static LocalEtcd etcd;
  private List<String> keys;

  @BeforeAll
  static void start() {
    etcd = LocalEtcd.start(3);
    // Enough to copy that a run can be killed in the middle of it.
    DefragJob.fragment(etcd, 60, 60);
  }

  @AfterAll
  static void stop() {
    etcd.close();
  }

  @BeforeEach
  void fragment() {
    DefragJob.fragment(etcd, 25, 0);
    assertThat(sizes(etcd)).allMatch(size -> size > 80 * MEGABYTE);
    keys = etcd.gateway().keys("filler-");
  }

  private static Map<String, String> settings() {
    return DefragJob.settings(etcd, "THRESHOLD_PERCENT", "10");
  }

  /** Kills a run, with all that it started, while a member is at it. Answers that member. */
  private int killInTheMiddle() {
    try (var script = JobScript.start(SCRIPT, settings())) {
      var member = DefragJob.awaitDefragmentation(etcd, 3);
      script.kill();
      assertThat(DefragJob.isBeingDefragmented(etcd, member)).isTrue();
      return member;
    }
  }

  private void everythingIsThere() {
    etcd.awaitHealthy();
    assertThat(DefragJob.hashes(etcd)).hasSize(1);
    assertThat(etcd.gateway().keys("filler-")).isEqualTo(keys);
  }

  /** The killed run's lock ends with its lease: until then the next run is skipped. */
  private void theNextRunFinishes() {
    assertThat(etcd.gateway().keys("/greptimedb-etcd/")).hasSize(1);
    var tooEarly = JobScript.run(SCRIPT, settings());
    assertThat(tooEarly.exitCode()).as(tooEarly.output()).isEqualTo(3);
    assertThat(tooEarly.errors()).contains("skipped: ");
    Command.awaitUntil(
        "the lock's lease of 5 s ends",
        Duration.ofSeconds(20),
        () -> etcd.gateway().keys("/greptimedb-etcd/").isEmpty());
    var next = JobScript.run(SCRIPT, settings());
    assertThat(next.exitCode()).as(next.output() + next.errors()).isZero();
    assertThat(sizes(etcd)).allMatch(size -> size < 75 * MEGABYTE);
    everythingIsThere();
  }

  @Test
  void aMemberThatDiesEndsTheRunAndTheOthersAreLeftAlone() {
    // given
    try (var script = JobScript.start(SCRIPT, settings())) {
      var member = DefragJob.awaitDefragmentation(etcd, 3);

      // when
      etcd.kill(member);

      // then
      var result = script.await();
      assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
      assertThat(result.errors()).contains("member etcd-" + member + " (", "left alone");
      assertThat(result.events("defragmented")).isEmpty();
      etcd.restart(member);
      everythingIsThere();
      assertThat(sizes(etcd).stream().filter(size -> size > 80 * MEGABYTE)).hasSizeBetween(2, 3);
      // then: its lock went with it, so that the next run need not wait
      var next = JobScript.run(SCRIPT, settings());
      assertThat(next.exitCode()).as(next.errors()).isZero();
      assertThat(sizes(etcd)).allMatch(size -> size < 75 * MEGABYTE);
    }
  }

  @Test
  void aMemberThatTakesLongerThanItsSizeAllowsEndsTheRun() {
    // given: less than a GiB, so one time the seconds
    var settings = DefragJob.settings(etcd, "THRESHOLD_PERCENT", "10", "TIMEOUT_PER_GIB", "3");
    try (var script = JobScript.start(SCRIPT, settings)) {
      var member = DefragJob.awaitDefragmentation(etcd, 3);
      // when
      etcd.pause(member);
      // then
      var result = script.await();
      etcd.resume(member);
      assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
      assertThat(result.errors())
          .containsPattern(
              "member etcd-%d .*not defragmented after 3[.0-9]* s of at most 3 s; if it is still at it"
                  .formatted(member))
          .contains("0 done before it; the others were left alone");
      assertThat(result.events("defragmented")).isEmpty();
      everythingIsThere();
    }
  }

  @Test
  void aKilledRunLosesNothingAndTheNextOneFinishes() {
    // when
    killInTheMiddle();

    // then
    everythingIsThere();
    theNextRunFinishes();
  }

  @Test
  void soDoesOneThatIsKilledTogetherWithItsMember() {
    // when
    var member = killInTheMiddle();
    etcd.kill(member);
    etcd.restart(member);

    // then
    everythingIsThere();
    theNextRunFinishes();
  }
}
