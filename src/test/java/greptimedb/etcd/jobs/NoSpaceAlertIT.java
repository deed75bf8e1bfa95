package greptimedb.etcd.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.BesideOthers;
import greptimedb.etcd.cluster.Command;
import greptimedb.etcd.cluster.LocalPrometheus;
import greptimedb.etcd.model.monitoring.MonitoredStack;
import greptimedb.etcd.model.monitoring.RuleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * etcd has no metric of its alarm NOSPACE. Does the alert's expression follow the real alarm all
 * the same?
 */
@BesideOthers
class NoSpaceAlertIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String CONFIGURATION =
      """
      scrape_configs:
        - job_name: etcd-cluster/etcd
          scrape_interval: 1s
          static_configs: [{targets: ["%s"]}]
      """;

  @TempDir Path folder;
  private LocalEtcd etcd;
  private LocalPrometheus prometheus;

  @BeforeEach
  void watch() throws IOException {
    etcd = LocalEtcd.start(1, "--quota-backend-bytes=" + 16 * 1024 * 1024);
    prometheus = LocalPrometheus.start(folder, CONFIGURATION.formatted(etcd.endpoint(0)));
  }

  @AfterEach
  void stop() {
    prometheus.close();
    etcd.close();
  }

  @Test
  void isTrueWhileTheAlarmIsRaisedAndNotBefore() throws IOException {
    // given
    etcd.gateway().put("key", "value");
    Command.awaitUntil("etcd is scraped", LIMIT, () -> !prometheus.query("up == 1").isEmpty());
    assertThat(prometheus.query(expression())).isEmpty();

    // when
    assertThatThrownBy(() -> etcd.gateway().putMany("filler-lose-", 3000, "x".repeat(10_000)))
        .hasMessageContaining("database space exceeded");

    // then
    Command.awaitUntil("the alert", LIMIT, () -> !prometheus.query(expression()).isEmpty());

    // when: there is room again, but nobody disarmed the alarm
    DefragJob.deleteFiller(etcd);
    LocalEtcd.command("etcdctl", "--endpoints", etcd.endpoint(0), "defrag");
    assertThatThrownBy(() -> etcd.gateway().put("key", "value"))
        .hasMessageContaining("database space exceeded");

    // then
    Command.awaitUntil(
        "the database is below its quota",
        LIMIT,
        () ->
            !prometheus
                .query("etcd_mvcc_db_total_size_in_bytes < etcd_server_quota_backend_bytes / 2")
                .isEmpty());
    assertThat(prometheus.query(expression())).isNotEmpty();

    // when
    LocalEtcd.command("etcdctl", "--endpoints", etcd.endpoint(0), "alarm", "disarm");
    etcd.gateway().put("key", "value");

    // then: looked at over a shorter time than five minutes
    Command.awaitUntil(
        "the alert is gone",
        LIMIT,
        () -> prometheus.query(expression().replace("[5m]", "[5s]")).isEmpty());
  }

  private static String expression() {
    var rules = RuleFile.of(MonitoredStack.rules("{enabled: true}").orElseThrow());
    return RuleFile.rules(rules).stream()
        .filter(rule -> rule.path("alert").asText().equals("etcdNoSpaceAlarm"))
        .map(rule -> rule.path("expr").asText())
        .findFirst()
        .orElseThrow();
  }
}
