package greptimedb.etcd.jobs;

import static greptimedb.etcd.jobs.DefragJob.SCRIPT;
import static greptimedb.etcd.jobs.DefragJob.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.BesideOthers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** defrag.sh on members that refuse writes because their databases are as large as the quota. */
@BesideOthers
class DefragNoSpaceIT {
  private static final String QUOTA = Integer.toString(16 * 1024 * 1024);

  private LocalEtcd etcd;
  private Map<String, String> settings;

  @BeforeEach
  void fillUntilWritesAreRefused() {
    etcd = LocalEtcd.start(3, "--quota-backend-bytes=" + QUOTA);
    settings = settings(etcd, "QUOTA", QUOTA, "THRESHOLD_BYTES", "104857600");
    assertThatThrownBy(() -> etcd.gateway().putMany("filler-lose-", 3000, "x".repeat(10_000)))
        .hasMessageContaining("database space exceeded");
    assertThat(DefragJob.etcdctl(etcd, "alarm", "list")).contains("NOSPACE");
  }

  @AfterEach
  void stop() {
    etcd.close();
  }

  @Test
  void afterCompactionAndTheRunWritesGoOn() {
    // given
    DefragJob.deleteFiller(etcd);
    assertThatThrownBy(() -> etcd.gateway().put("key", "value"))
        .hasMessageContaining("database space exceeded");

    // when: thresholds that no member meets
    var result = JobScript.run(SCRIPT, settings);

    // then
    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(result.events("defragmented")).hasSize(3);
    assertThat(result.event("summary").path("noSpace").asText()).isEqualTo("disarmed");
    assertThat(etcd.gateway().put("key", "value")).isPositive();
    assertThat(DefragJob.etcdctl(etcd, "alarm", "list")).isBlank();
  }

  @Test
  void withoutRoomTheAlarmStaysAndTheRunFails() {
    // when: nothing was deleted
    var result = JobScript.run(SCRIPT, settings);

    // then
    assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
    assertThat(result.errors()).contains("alarm NOSPACE stays raised", "Compact, raise the quota");
    assertThat(result.event("summary").path("noSpace").asText()).isEqualTo("stays");
    assertThat(DefragJob.etcdctl(etcd, "alarm", "list")).contains("NOSPACE");
  }
}
