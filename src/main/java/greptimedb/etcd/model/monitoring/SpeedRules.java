package greptimedb.etcd.model.monitoring;

import static greptimedb.etcd.config.monitoring.Alert.SLOW_COMMIT;
import static greptimedb.etcd.config.monitoring.Alert.SLOW_FSYNC;
import static greptimedb.etcd.config.monitoring.Alert.SLOW_PEERS;
import static greptimedb.etcd.config.monitoring.Alert.SLOW_REQUESTS;

import greptimedb.etcd.config.monitoring.AlertThresholds;
import greptimedb.etcd.config.value.TimeSpan;
import java.math.BigDecimal;
import java.util.List;

/** How long etcd takes: 99th percentiles over five minutes. */
final class SpeedRules {
  private final Scope scope;
  private final AlertThresholds thresholds;

  SpeedRules(Scope scope, AlertThresholds thresholds) {
    this.scope = scope;
    this.thresholds = thresholds;
  }

  List<Rule> rules() {
    return List.of(slowRequests(), slowPeers(), fsyncWarning(), fsyncCritical(), slowCommit());
  }

  /**
   * The etcd project measures whole gRPC requests, which etcd does only with {@code --metrics
   * extensive}; how long it takes to apply one is always measured.
   */
  private Rule slowRequests() {
    return Rule.critical(
        SLOW_REQUESTS,
        "10m",
        slower("etcd_server_apply_duration_seconds", "op", thresholds.slowRequest()),
        "etcd applies requests slowly.",
        "{{ $labels.pod }} of {{ $labels.job }} takes {{ $value | humanizeDuration }} (99th"
            + " percentile) to apply {{ $labels.op }}.");
  }

  private Rule slowPeers() {
    return Rule.warning(
        SLOW_PEERS,
        "10m",
        slower("etcd_network_peer_round_trip_time_seconds", "To", thresholds.slowPeer()),
        "Members of etcd reach each other slowly.",
        "{{ $labels.pod }} of {{ $labels.job }} takes {{ $value | humanizeDuration }} (99th"
            + " percentile) to reach member {{ $labels.To }} and back.");
  }

  private Rule fsyncWarning() {
    return Rule.warning(
        SLOW_FSYNC,
        "10m",
        slower("etcd_disk_wal_fsync_duration_seconds", "job", thresholds.fsyncWarning()),
        "etcd's log is written slowly.",
        fsync());
  }

  private Rule fsyncCritical() {
    return Rule.critical(
        SLOW_FSYNC,
        "10m",
        slower("etcd_disk_wal_fsync_duration_seconds", "job", thresholds.fsyncCritical()),
        "etcd's log is written very slowly.",
        fsync());
  }

  private static String fsync() {
    return "The log of {{ $labels.pod }} of {{ $labels.job }} takes {{ $value | humanizeDuration }}"
        + " (99th percentile) to reach the disk; elections follow.";
  }

  private Rule slowCommit() {
    return Rule.warning(
        SLOW_COMMIT,
        "10m",
        slower("etcd_disk_backend_commit_duration_seconds", "job", thresholds.commit()),
        "etcd's database is written slowly.",
        "The database of {{ $labels.pod }} of {{ $labels.job }} takes {{ $value | humanizeDuration"
            + " }} (99th percentile) to be written.");
  }

  private String slower(String histogram, String label, TimeSpan limit) {
    var by = label.equals("job") ? "job, pod" : "job, pod, " + label;
    return "histogram_quantile(0.99, sum by (%s, le) (rate(%s_bucket{%s}[5m]))) > %s"
        .formatted(by, histogram, scope.etcd(), seconds(limit));
  }

  private static String seconds(TimeSpan limit) {
    return BigDecimal.valueOf(limit.duration().toMillis(), 3).stripTrailingZeros().toPlainString();
  }
}
