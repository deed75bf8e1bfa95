package greptimedb.etcd.model.monitoring;

import static greptimedb.etcd.config.monitoring.Alert.FRAGMENTATION;
import static greptimedb.etcd.config.monitoring.Alert.GROWTH;
import static greptimedb.etcd.config.monitoring.Alert.NO_SPACE;
import static greptimedb.etcd.config.monitoring.Alert.QUOTA_LOW;
import static greptimedb.etcd.config.monitoring.Alert.QUOTA_USED;

import greptimedb.etcd.config.monitoring.AlertThresholds;
import java.util.List;

/** Whether the database has room. */
final class DatabaseRules {
  private final Scope scope;
  private final AlertThresholds thresholds;

  DatabaseRules(Scope scope, AlertThresholds thresholds) {
    this.scope = scope;
    this.thresholds = thresholds;
  }

  List<Rule> rules() {
    return List.of(
        Rule.critical(
            QUOTA_LOW,
            "10m",
            used(thresholds.quotaLow()),
            "etcd's database is nearly full.",
            usedDescription() + " At 100% etcd refuses writes."),
        growth(),
        fragmentation(),
        Rule.warning(
            QUOTA_USED,
            "10m",
            used(thresholds.quotaUsed()),
            "etcd's database is filling up.",
            usedDescription()),
        noSpace());
  }

  private String used(int percent) {
    return "100 * etcd_mvcc_db_total_size_in_bytes{%1$s} / etcd_server_quota_backend_bytes{%1$s} > %2$d"
        .formatted(scope.etcd(), percent);
  }

  private static String usedDescription() {
    return "The database of {{ $labels.pod }} of {{ $labels.job }} has {{ $value | humanize }}% of"
        + " its quota.";
  }

  private Rule growth() {
    return Rule.warning(
        GROWTH,
        "10m",
        "predict_linear(etcd_mvcc_db_total_size_in_bytes{%1$s}[4h], 4 * 3600) > etcd_server_quota_backend_bytes{%1$s}"
            .formatted(scope.etcd()),
        "etcd's database grows fast.",
        "As it grew in the last four hours, the database of {{ $labels.pod }} of {{ $labels.job }}"
            + " reaches its quota within four hours.");
  }

  private Rule fragmentation() {
    return Rule.warning(
        FRAGMENTATION,
        "10m",
        """
        100 * etcd_mvcc_db_total_size_in_use_in_bytes{%1$s} / etcd_mvcc_db_total_size_in_bytes{%1$s} < %2$d
          and etcd_mvcc_db_total_size_in_use_in_bytes{%1$s} > %3$d
        """
            .formatted(
                scope.etcd(), thresholds.fragmentation(), thresholds.fragmentationFrom().toLong()),
        "etcd's database is fragmented.",
        "Only {{ $value | humanize }}% of the database of {{ $labels.pod }} of {{ $labels.job }} is"
            + " in use; defragmentation gives the rest back.");
  }

  /**
   * etcd 3.5 has no metric of the alarm itself. It is raised when the database reaches its quota,
   * and refuses writes as ResourceExhausted until it is disarmed, however small the database is by
   * then.
   */
  private Rule noSpace() {
    return Rule.critical(
        NO_SPACE,
        "1m",
        """
        max by (job) (etcd_mvcc_db_total_size_in_bytes{%1$s} >= etcd_server_quota_backend_bytes{%1$s})
          or sum by (job) (increase(grpc_server_handled_total{%1$s, grpc_service=~"etcdserverpb.(KV|Lease)", grpc_code="ResourceExhausted"}[5m])) > 0
        """
            .formatted(scope.etcd()),
        "etcd refuses writes for want of space.",
        "{{ $labels.job }} is full, or refuses writes because its NOSPACE alarm is still raised.");
  }
}
