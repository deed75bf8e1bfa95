package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.FragmentedStack.MEGABYTE;
import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Defragmentation by the program on one installation, whose schedule is held all the time; what
 * else keeps a run from starting is tested with its scripts.
 */
@ExtendWith(RunningPods.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(5)
class DefragE2E {
  private static final int MEGABYTES = 100;

  /** Little, so that the middle of a member lasts. */
  private static final String CPU = "200m";

  private static final String BACKUP =
      "backup: {enabled: true, schedule: \"0 0 1 1 *\", storage: {class: local, size: 2Gi}}";
  private static final String DEFRAG =
      "defrag: {enabled: true, acknowledgeRisk: true, schedule: \"* * * * *\", suspend: true, pause: 1s, thresholds: {percent: 10, size: 10Mi},"
          + " jobHistory: {successful: 20, failed: 20}}";
  private static final Pattern FINISHED =
      Pattern.compile(
          "Finished defragmenting etcd member\\[http://(etcd-\\d)\\.etcd-headless\\.e2e-defrag\\.");
  private static final Pattern MOVED =
      Pattern.compile("\"event\":\"leader-moved\",\"from\":\"(etcd-\\d)\"");
  private static final Pattern SECONDS =
      Pattern.compile("\"event\":\"summary\".*\"seconds\":([0-9.]+)");

  private FragmentedStack etcd;
  private TestStack stack;
  private String uids;
  private Instant begin;

  @BeforeAll
  void install() {
    etcd = new FragmentedStack("e2e-defrag", MEGABYTES, CPU).configured(BACKUP);
    stack = etcd.stack();
    succeed(stack.up());
    uids = stack.memberUids();
  }

  @AfterAll
  void remove() {
    etcd.close();
  }

  @Test
  @Order(1)
  void switchingItOnRestartsNoMember() {
    // when
    succeed(etcd.configured(BACKUP, DEFRAG).stack().up());
    begin = Instant.now();
    // then
    assertThat(stack.memberUids()).isEqualTo(uids);
    assertThat(
            succeed(stack.run("pulumi", "stack", "output", "defrag", "--stack", "test")).output())
        .contains(
            "\"cronJob\":\"etcd-defrag\"", "\"mode\":\"managed\"", "\"schedule\":\"* * * * *\"");
  }

  @Test
  @Order(2)
  void withoutAVerifiedSnapshotItIsSkipped() {
    // when
    var skipped = stack.ops("defrag");
    // then
    assertThat(skipped.exitCode()).as(skipped.output()).isEqualTo(3);
    assertThat(skipped.output())
        .contains("skipped: there is no verified snapshot of this cluster in /snapshots");
  }

  @Test
  @Order(3)
  void belowTheThresholdNothingIsDoneInUnderFiveSeconds() {
    // given
    succeed(stack.ops("snapshot"));
    var before = etcd.sizes();
    // when: what else the machine does makes a run slower, never faster
    var fastest = Double.MAX_VALUE;
    for (var run = 0; run < 3 && fastest >= 5; run++) {
      var nothing = succeed(stack.ops("defrag")).output();
      assertThat(nothing).contains("Nothing to do: no member meets the thresholds.");
      var seconds = SECONDS.matcher(logOfTheLastRun());
      assertThat(seconds.find()).isTrue();
      fastest = Math.min(fastest, Double.parseDouble(seconds.group(1)));
    }
    // then
    assertThat(etcd.sizes()).isEqualTo(before);
    assertThat(fastest).isLessThan(5);
  }

  @Test
  @Order(4)
  void aDryRunSaysWhatEachMemberWouldGain() {
    // given
    etcd.fill();
    etcd.free();
    var before = etcd.sizes();
    assertThat(before).allMatch(size -> size > (long) MEGABYTES * MEGABYTE);
    // when
    var told = succeed(stack.ops("defrag", "--dry-run")).output();
    // then
    assertThat(told)
        .containsPattern("MEMBER +SIZE +IN USE +WOULD GAIN")
        .containsPattern("etcd-0 .* MiB, 9\\d%")
        .containsPattern("etcd-1 .* MiB, 9\\d%")
        .containsPattern("etcd-2 .* MiB, 9\\d%")
        .contains("Nothing was changed.");
    assertThat(etcd.sizes()).isEqualTo(before);
  }

  @Test
  @Order(5)
  void whileARestoreIsOpenNothingIsTouched() {
    // given
    var before = etcd.sizes();
    succeed(
        stack.kubectl(
            "create",
            "configmap",
            "etcd-restore",
            "--from-literal=progress.json={\"id\" : \"20260102-030405\", \"outcome\" : \"RUNNING\"}"));
    // when
    var refused = stack.ops("defrag");
    var log = scheduledRun("restoring", "Failed");
    // then
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.output()).contains("restore 20260102-030405 has not come to its end");
    assertThat(log).contains("skipped: a restore is running");
    assertThat(etcd.sizes()).isEqualTo(before);
    succeed(stack.kubectl("delete", "configmap", "etcd-restore"));
  }

  @Test
  @Order(6)
  void aMemberThatIsDownKeepsTheOthersFromBeingTouched() {
    // given
    succeed(stack.kubectl("scale", "statefulset/etcd", "--replicas=2"));
    succeed(stack.kubectl("wait", "pod/etcd-2", "--for=delete", "--timeout=120s"));
    // when
    var skipped = stack.ops("defrag");
    // then
    assertThat(skipped.exitCode()).as(skipped.output()).isEqualTo(3);
    assertThat(skipped.output()).contains("skipped: ", "member etcd-2 is not healthy");
    assertThat(logOfTheLastRun()).doesNotContain("Finished defragmenting");
    succeed(stack.kubectl("scale", "statefulset/etcd", "--replicas=3"));
    Command.awaitUntil("three members", Duration.ofMinutes(2), () -> stack.readyMembers() == 3);
    assertThat(etcd.sizes()).allMatch(size -> size > (long) MEGABYTES * MEGABYTE);
  }

  @Test
  @Order(7)
  void aLearnerKeepsTheOthersFromBeingTouched() {
    // given
    var before = etcd.sizes();
    try (var learner = Learner.start(stack)) {
      // when
      var skipped = stack.ops("defrag");
      // then
      assertThat(skipped.exitCode()).as(skipped.output()).isEqualTo(3);
      assertThat(skipped.output())
          .contains("skipped: ", "member " + learner.name() + " is a learner");
    }
    assertThat(logOfTheLastRun()).doesNotContain("Finished defragmenting");
    assertThat(etcd.sizes()).isEqualTo(before);
  }

  @Test
  @Order(8)
  void spaceComesBackOnAllMembersLeaderLastAndAClientWritesOn() {
    // given
    var clients = Clients.of(etcd);
    // when
    var done = stack.ops("defrag");
    // then: every key that a client began to write is there
    var report = clients.stop();
    report.print("mode managed, " + MEGABYTES + " MB, " + CPU + " CPU a member:");
    assertThat(succeed(done).output()).contains("3 of 3 members defragmented");
    assertThat(report.service().written()).isGreaterThan(10);
    assertThat(report.members().written()).isGreaterThan(10);
    assertThat(report.found()).isEqualTo(report.keys());
    assertThat(report.lost()).isFalse();
    assertThat(etcd.sizes()).allMatch(size -> size < 30 * MEGABYTE);
    membersAgree();
    // then: the document's lines, the leader's last
    var log = logOfTheLastRun();
    var finished = FINISHED.matcher(log).results().map(line -> line.group(1)).toList();
    var moved = MOVED.matcher(log);
    assertThat(finished).hasSize(3).doesNotHaveDuplicates();
    assertThat(moved.find()).isTrue();
    assertThat(moved.group(1)).isEqualTo(finished.get(2));
  }

  @Test
  @Order(9)
  void aRunThatIsKilledInTheMiddleOfAMemberHarmsNothingAndTheNextOneFinishes() {
    // given: much to copy, so that the middle lasts
    etcd.fill();
    etcd.free("fill-1");
    var keys = etcd.keys("fill-");
    var before = etcd.sizes();
    var members = etcd.members();
    new CronJobRuns(stack).start("etcd-defrag", "killed", DefragE2E::shortenLock);
    // when
    Command.awaitUntil(
        "a member is being defragmented",
        Duration.ofMinutes(1),
        () -> etcd.isBeingDefragmented(members));
    PodProcesses.kill(stack.namespace(), "killed-");
    assertThat(etcd.isBeingDefragmented(members)).isTrue();
    // then
    succeed(stack.kubectl("wait", "job/killed", "--for=condition=Failed", "--timeout=60s"));
    assertThat(log("killed")).doesNotContain("Finished defragmenting");
    Command.awaitUntil("all are healthy", Duration.ofMinutes(1), etcd::isHealthy);
    membersAgree();
    assertThat(etcd.keys("fill-")).isEqualTo(keys).isPositive();
    // when: the lock of the killed run has ended
    Command.awaitUntil(
        "the next run finishes", Duration.ofMinutes(1), () -> stack.ops("defrag").exitCode() == 0);
    // then
    membersAgree();
    assertThat(etcd.keys("fill-")).isEqualTo(keys);
    assertThat(etcd.keys("/greptimedb-etcd/")).isZero();
    assertThat(etcd.sizes()).allMatch(size -> size < before.get(0) - 10 * MEGABYTE);
    assertThat(stack.readyMembers()).isEqualTo(3);
  }

  @Test
  @Order(10)
  void afterItAFullEtcdTakesWritesAgain() {
    // given: more than the quota, beside what the test before this one left
    var full = etcd.fill(MEGABYTES * 3 / 2);
    assertThat(full.output()).contains("database space exceeded");
    etcd.free();
    assertThat(etcd.etcdctl("put", "key", "value").output()).contains("database space exceeded");
    // when
    var done = succeed(stack.ops("defrag")).output();
    // then
    assertThat(done).contains("The alarm NOSPACE is disarmed: writes go on.");
    succeed(etcd.etcdctl("put", "key", "value"));
    assertThat(etcd.sizes()).allMatch(size -> size < 30 * MEGABYTE);
  }

  @Test
  @Order(11)
  void aScheduleThatIsHeldStartsNothing() {
    // given: more than a minute of a schedule that names every minute
    Command.awaitUntil(
        "a minute is over",
        Duration.ofSeconds(90),
        () -> begin.plusSeconds(65).isBefore(Instant.now()));
    // then
    assertThat(
            succeed(
                    stack.kubectl(
                        "get",
                        "cronjob",
                        "etcd-defrag",
                        "-o",
                        "jsonpath={.status.lastScheduleTime}"))
                .output())
        .isEmpty();
  }

  /** On all keys; one that is a write behind may take a moment. */
  private void membersAgree() {
    Command.awaitUntil(
        "members have one hash", Duration.ofSeconds(30), () -> etcd.hashes().size() == 1);
  }

  /** A run as the schedule starts it, to its end. */
  private String scheduledRun(String name, String condition) {
    succeed(stack.kubectl("create", "job", name, "--from=cronjob/etcd-defrag"));
    succeed(stack.kubectl("wait", "job/" + name, "--for=condition=" + condition, "--timeout=90s"));
    return log(name);
  }

  /** So that the lock of a run that is killed ends soon. */
  private static void shortenLock(ObjectNode job) {
    var script = (ObjectNode) job.at("/spec/template/spec/containers/0");
    script.withArray("env").insertObject(0).put("name", "LOCK_SECONDS").put("value", "5");
  }

  private String log(String job) {
    return stack.kubectl("logs", "job/" + job).output();
  }

  private String logOfTheLastRun() {
    var jobs =
        succeed(
                stack.kubectl(
                    "get",
                    "pods",
                    "-l",
                    "app.kubernetes.io/component=defrag",
                    "--sort-by=.metadata.creationTimestamp",
                    "-o",
                    "name"))
            .output()
            .lines()
            .toList();
    return succeed(stack.kubectl("logs", jobs.get(jobs.size() - 1))).output();
  }
}
