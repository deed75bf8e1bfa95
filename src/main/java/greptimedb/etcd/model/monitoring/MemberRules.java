package greptimedb.etcd.model.monitoring;

import static greptimedb.etcd.config.monitoring.Alert.FAILED_PROPOSALS;
import static greptimedb.etcd.config.monitoring.Alert.FAILED_REQUESTS;
import static greptimedb.etcd.config.monitoring.Alert.INSUFFICIENT_MEMBERS;
import static greptimedb.etcd.config.monitoring.Alert.LEADER_CHANGES;
import static greptimedb.etcd.config.monitoring.Alert.MEMBERS_DOWN;
import static greptimedb.etcd.config.monitoring.Alert.NO_LEADER;

import greptimedb.etcd.config.monitoring.AlertThresholds;
import java.util.List;

/** Whether the members are there, agree, and answer. */
final class MemberRules {
  private static final String FAILURES =
      "Unknown|FailedPrecondition|ResourceExhausted|Internal|Unavailable|DataLoss|DeadlineExceeded";

  private final Scope scope;
  private final AlertThresholds thresholds;

  MemberRules(Scope scope, AlertThresholds thresholds) {
    this.scope = scope;
    this.thresholds = thresholds;
  }

  List<Rule> rules() {
    return List.of(
        membersDown(),
        insufficientMembers(),
        noLeader(),
        leaderChanges(),
        Rule.warning(
            FAILED_REQUESTS,
            "10m",
            failedRequests(thresholds.failedRequestsWarning()),
            "etcd fails requests.",
            failed()),
        Rule.critical(
            FAILED_REQUESTS,
            "5m",
            failedRequests(thresholds.failedRequestsCritical()),
            "etcd fails many requests.",
            failed()),
        failedProposals());
  }

  /** The number of members is known, so a pod that is gone counts as well as one that is silent. */
  private Rule membersDown() {
    return Rule.warning(
        MEMBERS_DOWN,
        thresholds.memberDown().text(),
        "%1$d - sum by (job) (up{%2$s}) > 0 or %1$d * absent(up{%2$s})"
            .formatted(scope.members(), scope.etcd()),
        "A member of etcd is down.",
        "{{ $value }} of %d members of {{ $labels.job }} do not answer. One more may cost the majority."
            .formatted(scope.members()));
  }

  private Rule insufficientMembers() {
    return Rule.critical(
        INSUFFICIENT_MEMBERS,
        "3m",
        "sum by (job) (up{%2$s}) < %1$d or absent(up{%2$s})"
            .formatted((scope.members() + 1) / 2, scope.etcd()),
        "etcd has too few members for a majority.",
        "Fewer than %d of %d members of {{ $labels.job }} answer: etcd takes no writes, and GreptimeDB cannot change metadata."
            .formatted((scope.members() + 1) / 2, scope.members()));
  }

  private Rule noLeader() {
    return Rule.critical(
        NO_LEADER,
        "1m",
        "etcd_server_has_leader{%s} == 0".formatted(scope.etcd()),
        "A member of etcd knows no leader.",
        "{{ $labels.pod }} of {{ $labels.job }} knows no leader and can take no writes.");
  }

  /** Each member counts the changes that it sees; the one that saw most is right. */
  private Rule leaderChanges() {
    return Rule.warning(
        LEADER_CHANGES,
        "5m",
        "max by (job) (increase(etcd_server_leader_changes_seen_total{%s}[15m])) >= %d"
            .formatted(scope.etcd(), thresholds.leaderChanges()),
        "The leader of etcd changes often.",
        "{{ $value | humanize }} changes of leader within 15 minutes in {{ $labels.job }}: slow"
            + " disks, slow network or too little CPU.");
  }

  /** A stream ends as Unavailable whenever its client goes away: that is no failure of etcd's. */
  private String failedRequests(int percent) {
    return """
    100 * sum by (job, pod, grpc_service, grpc_method) (
      rate(grpc_server_handled_total{%1$s, grpc_type="unary", grpc_code=~"%2$s"}[5m])
    ) / sum by (job, pod, grpc_service, grpc_method) (
      rate(grpc_server_handled_total{%1$s, grpc_type="unary"}[5m])
    ) > %3$d
    """
        .formatted(scope.etcd(), FAILURES, percent);
  }

  private static String failed() {
    return "{{ $value | humanize }}% of the requests of {{ $labels.grpc_method }} fail on {{"
        + " $labels.pod }} of {{ $labels.job }}.";
  }

  private Rule failedProposals() {
    return Rule.warning(
        FAILED_PROPOSALS,
        "15m",
        "sum by (job, pod) (increase(etcd_server_proposals_failed_total{%s}[15m])) > %d"
            .formatted(scope.etcd(), thresholds.failedProposals()),
        "Proposals fail in etcd.",
        "{{ $value | humanize }} proposals failed within 15 minutes on {{ $labels.pod }} of {{"
            + " $labels.job }}: elections, or a lost majority.");
  }
}
