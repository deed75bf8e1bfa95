package greptimedb.etcd.ops.doctor.check;

import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFailed;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFine;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertWarning;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastRunTest {
  private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
  private static final LastRun SNAPSHOTS =
      new LastRun("etcd-snapshotter", Duration.ofHours(1), "./ops snapshot --stack prod");

  @Test
  void aYoungOneIsFineAnOldOneIsNot() {
    assertFine(judge("2026-01-02T11:30:00Z"), "30m0s ago");
    var old = judge("2026-01-02T10:59:00Z");
    assertFailed(old, "1h1m old", "at most 1h0m");
    assertThat(old.remedy()).isEqualTo("./ops snapshot --stack prod");
  }

  @Test
  void noneYetIsAWarningNoneEverIsWrong() {
    assertWarning(judgeNew("2026-01-02T11:30:00Z"), "none yet, since 30m0s");
    assertFailed(judgeNew("2026-01-02T09:00:00Z"), "none ever, since 3h0m");
  }

  @Test
  void withoutItsCronJobThereIsNone() {
    assertFailed(
        SNAPSHOTS.judge(Optional.empty(), List.of(), NOW), "CronJob etcd-snapshotter is not there");
  }

  @Test
  void aFailureCountsUntilTheNextSuccess() {
    // given
    var failed = job("etcd-snapshotter-1", "2026-01-02T11:40:00Z", "Failed");
    // then
    assertFailed(judge("2026-01-02T11:30:00Z", failed), "Job etcd-snapshotter-1 failed: reason");
    assertFine(judge("2026-01-02T11:50:00Z", failed));
    assertFine(
        judge(
            "2026-01-02T11:30:00Z",
            failed,
            job("etcd-snapshotter-2", "2026-01-02T11:45:00Z", "Complete")));
  }

  private static Judgement judge(String success, Job... jobs) {
    return SNAPSHOTS.judge(
        Optional.of(cronJob("2026-01-01T00:00:00Z", success)), List.of(jobs), NOW);
  }

  private static Judgement judgeNew(String created) {
    return SNAPSHOTS.judge(Optional.of(cronJob(created, null)), List.of(), NOW);
  }

  private static CronJob cronJob(String created, String success) {
    return new CronJobBuilder()
        .withNewMetadata()
        .withName("etcd-snapshotter")
        .withCreationTimestamp(created)
        .endMetadata()
        .withNewStatus()
        .withLastSuccessfulTime(success)
        .endStatus()
        .build();
  }

  private static Job job(String name, String started, String end) {
    return new JobBuilder()
        .withNewMetadata()
        .withName(name)
        .addNewOwnerReference()
        .withKind("CronJob")
        .withName("etcd-snapshotter")
        .endOwnerReference()
        .endMetadata()
        .withNewStatus()
        .withStartTime(started)
        .addNewCondition()
        .withType(end)
        .withStatus("True")
        .withReason("reason")
        .endCondition()
        .endStatus()
        .build();
  }
}
