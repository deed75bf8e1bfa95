package greptimedb.etcd.config.monitoring;

import greptimedb.etcd.config.reading.Section;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.config.value.TimeSpan;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the block {@code monitoring.alerts}. */
final class AlertReader {
  private static final String SECONDS =
      "expected a time of at least 1s, in whole seconds, such as 20m";

  private final Section alerts;
  private final Section thresholds;

  AlertReader(Section monitoring) {
    this.alerts = monitoring.section("alerts");
    this.thresholds = alerts.section("thresholds");
  }

  Optional<AlertConfiguration> read() {
    var enabled = alerts.flag("enabled").orElse(true);
    var configuration =
        new AlertConfiguration(
            alerts.flag("etcdRules").orElse(true),
            disabled(),
            alerts.text("runbooks").orElse("docs/alerts.md"),
            thresholds());
    return enabled ? Optional.of(configuration) : Optional.empty();
  }

  private Set<Alert> disabled() {
    var disabled = EnumSet.noneOf(Alert.class);
    for (var name : alerts.texts("disabled").orElse(List.of())) {
      Alert.parse(name)
          .ifPresentOrElse(
              disabled::add,
              () ->
                  alerts.refuse(
                      "disabled",
                      name
                          + " is "
                          + Section.unknownKey(name, new LinkedHashSet<>(Alert.names()))
                              .replace("unknown key", "no alert of the program")));
    }
    return Set.copyOf(disabled);
  }

  private AlertThresholds thresholds() {
    var read =
        new AlertThresholds(
            seconds("memberDown").orElse(TimeSpan.of("20m")),
            count("leaderChanges", 4),
            percent("failedRequestsWarning", 1),
            percent("failedRequestsCritical", 5),
            time("slowRequest", "150ms"),
            time("slowPeer", "150ms"),
            count("failedProposals", 5),
            time("fsyncWarning", "500ms"),
            time("fsyncCritical", "1s"),
            time("commit", "250ms"),
            percent("quotaLow", AlertThresholds.QUOTA_LOW),
            percent("quotaUsed", AlertThresholds.QUOTA_USED),
            percent("fragmentation", 50),
            thresholds
                .parsed("fragmentationFrom", Quantity.EXPECTED, Quantity::parsePositive)
                .orElse(Quantity.of("100Mi")),
            seconds("snapshotAge"),
            seconds("drillAge"));
    refuseInverted(read);
    return read;
  }

  /** A warning that comes only after the critical alert warns of nothing. */
  private void refuseInverted(AlertThresholds read) {
    if (read.failedRequestsWarning() > read.failedRequestsCritical()) {
      thresholds.refuse(
          "failedRequestsWarning",
          "expected at most failedRequestsCritical, " + read.failedRequestsCritical());
    }
    if (read.fsyncWarning().duration().compareTo(read.fsyncCritical().duration()) > 0) {
      thresholds.refuse(
          "fsyncWarning", "expected at most fsyncCritical, " + read.fsyncCritical().text());
    }
    if (read.quotaUsed() > read.quotaLow()) {
      thresholds.refuse("quotaUsed", "expected at most quotaLow, " + read.quotaLow());
    }
  }

  private int count(String key, int otherwise) {
    return thresholds.integer(key, 1, 10_000).orElse(otherwise);
  }

  private int percent(String key, int otherwise) {
    return thresholds.integer(key, 1, 99).orElse(otherwise);
  }

  private TimeSpan time(String key, String otherwise) {
    return thresholds
        .parsed(
            key,
            "expected a time of at least 1ms, such as " + otherwise,
            text -> TimeSpan.parse(text).filter(span -> !span.duration().isZero()))
        .orElse(TimeSpan.of(otherwise));
  }

  private Optional<TimeSpan> seconds(String key) {
    return thresholds.parsed(key, SECONDS, text -> TimeSpan.parseSeconds(text, 1));
  }
}
