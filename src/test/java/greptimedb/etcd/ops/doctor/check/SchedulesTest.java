package greptimedb.etcd.ops.doctor.check;

import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFailed;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFine;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertWarning;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.config.value.Schedule;
import greptimedb.etcd.ops.doctor.check.Schedules.Wanted;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchedulesTest {
  private static final String HOURLY = "0 * * * *";

  @Test
  void clashesAreWarnings() {
    assertFine(Schedules.clashes(List.of()), "none meets another");
    assertWarning(Schedules.clashes(List.of("backup meets defrag")), "backup meets defrag");
  }

  @Test
  void aCronJobIsAsTheStackFileHasIt() {
    assertFine(judge(false, cronJob(HOURLY, false)), "etcd-snapshotter");
    assertFine(judge(true, cronJob(HOURLY, true)), "etcd-snapshotter");
    assertFine(Schedules.cronJobs(List.of(), Map.of(), "etcd-cluster"), "none is wanted");
  }

  @Test
  void aSuspendedOneIsToldWithWhatResumesIt() {
    var judgement = judge(false, cronJob(HOURLY, true));

    assertWarning(judgement, "etcd-snapshotter is suspended");
    assertThat(judgement.remedy())
        .contains("kubectl patch cronjob etcd-snapshotter -n etcd-cluster");
  }

  @Test
  void anotherScheduleMeansThatUpWasNotRun() {
    var judgement = judge(false, cronJob("5 * * * *", false));

    assertWarning(judgement, "runs at 5 * * * *", "the stack file says " + HOURLY);
    assertThat(judgement.remedy()).isEqualTo("pulumi up");
  }

  @Test
  void anAbsentOneIsWrong() {
    assertFailed(
        Schedules.cronJobs(wanted(false), Map.of(), "etcd-cluster"),
        "etcd-snapshotter is not there");
  }

  private static Judgement judge(boolean suspended, CronJob found) {
    return Schedules.cronJobs(wanted(suspended), Map.of("etcd-snapshotter", found), "etcd-cluster");
  }

  private static List<Wanted> wanted(boolean suspended) {
    return List.of(new Wanted("etcd-snapshotter", Schedule.of(HOURLY), suspended));
  }

  private static CronJob cronJob(String schedule, boolean suspended) {
    return new CronJobBuilder()
        .withNewSpec()
        .withSchedule(schedule)
        .withSuspend(suspended)
        .endSpec()
        .build();
  }
}
