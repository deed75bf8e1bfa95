package greptimedb.etcd.jobs;

import static greptimedb.etcd.jobs.DefragJob.MEGABYTE;
import static greptimedb.etcd.jobs.DefragJob.SCRIPT;
import static greptimedb.etcd.jobs.DefragJob.settings;
import static greptimedb.etcd.jobs.DefragJob.sizes;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import greptimedb.etcd.cluster.Command;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** defrag.sh on three healthy members. */
@BesideOthers
class DefragScriptIT {
  private static LocalEtcd etcd;

  @BeforeAll
  static void start() {
    etcd = LocalEtcd.start(3);
  }

  @AfterAll
  static void stop() {
    etcd.close();
  }

  @Test
  void spaceComesBackOnAllMembersLeaderLastAndWritesGoOn() {
    // given
    DefragJob.fragment(etcd, 100, 10);
    assertThat(sizes(etcd)).allMatch(size -> size > 90 * MEGABYTE);
    var leader = etcd.leader();
    var writer = RetryingWriter.start(etcd.endpointList());

    // when
    var result = JobScript.run(SCRIPT, settings(etcd));

    // then: every key that the client began to write is there
    var report = writer.stop();
    System.out.printf(
        "  100 MB, 3 members: %d keys written meanwhile, %d retries, longest stall %d ms%n",
        report.written(), report.retries(), report.longestStall().toMillis());
    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(etcd.gateway().keys("written-")).hasSize(report.written()).hasSizeGreaterThan(10);
    assertThat(etcd.gateway().keys("filler-keep-")).hasSize(1000);
    assertThat(DefragJob.hashes(etcd)).hasSize(1);
    // then: small on all three
    assertThat(sizes(etcd)).allMatch(size -> size < 20 * MEGABYTE);
    // then: the leader last, after it has handed over
    var events = result.events("defragmented");
    assertThat(events).hasSize(3);
    assertThat(events.get(2).path("endpoint").asText()).isEqualTo(etcd.endpoint(leader));
    assertThat(events).allMatch(event -> !event.path("leader").asBoolean());
    assertThat(events)
        .allMatch(event -> event.path("before").asLong() > event.path("after").asLong());
    assertThat(result.output().indexOf("\"leader-moved\""))
        .isBetween(
            result.output().indexOf("\"member\":\"" + events.get(1).path("member").asText()),
            result.output().indexOf("\"member\":\"etcd-" + leader));
    assertThat(etcd.leader()).isNotEqualTo(leader);
    // then: the document's own line for each
    assertThat(result.output().lines())
        .contains(
            "Finished defragmenting etcd member[http://" + etcd.endpoint(0) + "]",
            "Finished defragmenting etcd member[http://" + etcd.endpoint(1) + "]",
            "Finished defragmenting etcd member[http://" + etcd.endpoint(2) + "]");
    assertThat(result.event("summary").path("defragmented").asInt()).isEqualTo(3);
    // then: nothing is left of the lock
    assertThat(etcd.gateway().keys("/greptimedb-etcd/")).isEmpty();
    assertThat(DefragJob.etcdctl(etcd, "lease", "list")).startsWith("found 0 leases");
  }

  @Test
  void belowTheThresholdNothingIsDoneInUnderFiveSeconds() {
    // given: enough of a share, not enough bytes; and the other way about
    DefragJob.fragment(etcd, 12, 2);
    var before = sizes(etcd);
    var revision = etcd.gateway().revision();

    // when
    var fewBytes = JobScript.run(SCRIPT, settings(etcd, "THRESHOLD_BYTES", "104857600"));
    var smallShare = JobScript.run(SCRIPT, settings(etcd, "THRESHOLD_PERCENT", "99"));

    // then
    assertThat(fewBytes.exitCode()).isZero();
    assertThat(smallShare.exitCode()).isZero();
    assertThat(fewBytes.duration()).isLessThan(Duration.ofSeconds(5));
    assertThat(fewBytes.events("below-threshold")).hasSize(3);
    assertThat(smallShare.events("below-threshold")).hasSize(3);
    assertThat(smallShare.event("summary").path("defragmented").asInt()).isZero();
    assertThat(sizes(etcd)).isEqualTo(before);
    assertThat(etcd.gateway().revision()).isEqualTo(revision);
  }

  @Test
  void aDryRunSaysWhatEachMemberWouldGainAndChangesNothing() {
    // given
    DefragJob.fragment(etcd, 12, 2);
    var before = sizes(etcd);
    var revision = etcd.gateway().revision();
    var leader = etcd.leader();

    // when
    var result = JobScript.run(SCRIPT, settings(etcd, "DRY_RUN", "yes", "THRESHOLD_PERCENT", "5"));

    // then
    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(result.events("would-defragment"))
        .hasSize(3)
        .allMatch(event -> event.path("free").asLong() > 5 * MEGABYTE)
        .filteredOn(event -> event.path("leader").asBoolean())
        .singleElement()
        .matches(event -> event.path("endpoint").asText().equals(etcd.endpoint(leader)));
    assertThat(result.event("summary").path("dryRun").asBoolean()).isTrue();
    assertThat(sizes(etcd)).isEqualTo(before);
    assertThat(etcd.gateway().revision()).isEqualTo(revision);
  }

  @Test
  void aRunThatIsToldToStopGivesItsLockBack() {
    // given
    DefragJob.fragment(etcd, 12, 2);
    try (var script =
        JobScript.start(SCRIPT, settings(etcd, "THRESHOLD_PERCENT", "5", "PAUSE", "60"))) {
      Command.awaitUntil(
          "the run is between two members",
          Duration.ofSeconds(20),
          () -> script.outputSoFar().contains("\"defragmented\""));
      assertThat(etcd.gateway().keys("/greptimedb-etcd/")).hasSize(1);

      // when
      script.terminate();

      // then
      var result = script.await();
      assertThat(result.exitCode()).isEqualTo(143);
      assertThat(result.duration()).isLessThan(Duration.ofSeconds(30));
      assertThat(etcd.gateway().keys("/greptimedb-etcd/")).isEmpty();
    }
  }

  @Test
  void ofTwoRunsTheSecondIsSkipped() {
    // given: a run that holds its lock and waits between members
    DefragJob.fragment(etcd, 12, 2);
    try (var first =
        JobScript.start(SCRIPT, settings(etcd, "THRESHOLD_PERCENT", "5", "PAUSE", "3"))) {
      Command.awaitUntil(
          "the first run is at work",
          Duration.ofSeconds(20),
          () -> first.outputSoFar().contains("\"defragmented\""));

      // when
      var second = JobScript.run(SCRIPT, settings(etcd, "THRESHOLD_PERCENT", "5"));

      // then
      assertThat(second.exitCode()).isEqualTo(3);
      assertThat(second.errors()).contains("skipped: another run holds the lock");
      assertThat(second.output()).doesNotContain("Finished defragmenting");
      var finished = first.await();
      assertThat(finished.exitCode()).as(finished.errors()).isZero();
      assertThat(finished.events("defragmented")).hasSize(3);
    }
  }
}
