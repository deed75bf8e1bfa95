package greptimedb.etcd.config;

import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.config.backup.Drill;
import greptimedb.etcd.config.cluster.ClusterConfiguration;
import greptimedb.etcd.config.defrag.DefragConfiguration;
import greptimedb.etcd.config.monitoring.MonitoringConfiguration;
import greptimedb.etcd.config.value.Appointment;
import greptimedb.etcd.config.value.Mode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is allowed but deserves a word: printed as warnings by preview and up. */
public final class Advice {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final Configuration configuration;
  private final Instant now;
  private final List<String> warnings = new ArrayList<>();

  private Advice(Configuration configuration, Instant now) {
    this.configuration = configuration;
    this.now = now;
  }

  /**
   * One line a warning; none for a configuration with room to spare.
   *
   * @param now after which the next clash of schedules is looked for
   */
  public static List<String> on(Configuration configuration, Instant now) {
    var advice = new Advice(configuration, now);
    advice.cluster(configuration.cluster());
    configuration.backup().ifPresent(advice::backup);
    configuration.monitoring().ifPresent(advice::monitoring);
    configuration
        .defrag()
        .map(defrag -> DefragAdvice.on(configuration, defrag))
        .ifPresent(advice.warnings::addAll);
    advice.clashes();
    return advice.warnings;
  }

  /** Of these warnings only those about schedules that meet. */
  public static List<String> onSchedules(Configuration configuration, Instant now) {
    var advice = new Advice(configuration, now);
    advice.clashes();
    return advice.warnings;
  }

  private void cluster(ClusterConfiguration cluster) {
    warnings.addAll(RoomAdvice.on(configuration));
    if (cluster.changeUnhealthyMembers()) {
      warnings.add(
          "cluster.changeUnhealthyMembers: true: a change restarts the members one by one although one may be away, which can end all writes; take the setting out again after this run");
    }
    if (cluster.replicas() == 1) {
      warnings.add(
          "cluster.replicas: 1: one member tolerates no failure, and others cannot join it later; 3"
              + " tolerate one");
    }
  }

  private void backup(BackupConfiguration backup) {
    backup
        .storage()
        .requestedSize()
        .filter(size -> size.amount().compareTo(twiceTheQuota()) < 0)
        .ifPresent(
            size ->
                warnings.add(
                    "backup.storage.size: %s: holds no two snapshots of a database at its quota of %s"
                        .formatted(size.text(), configuration.cluster().quota().text())));
    if (backup.mode() == Mode.CHART) {
      warnings.add(
          "backup.mode: chart: (1) a member that starts while fewer than %d others are active deletes its data and returns to the newest snapshot,"
                  .formatted((configuration.cluster().replicas() + 1) / 2)
              + " which silently loses what was written since (328 of 691 writes where all members were"
              + " killed at once); (2) where two are killed, the members can hold different data from"
              + " then on, without an alarm; (3) all etcd pods restart now. mode managed does none of"
              + " it");
    }
  }

  private void monitoring(MonitoringConfiguration monitoring) {
    if (monitoring.mode() == Mode.CHART) {
      warnings.add(
          "monitoring.mode: chart: switching it on or off restarts all etcd pods; mode managed"
              + " restarts none");
    }
    if (monitoring.labels().isEmpty()) {
      warnings.add(
          "monitoring.labels: {}: kube-prometheus-stack selects only PodMonitors and rules whose"
              + " label release is the name of its own Helm release, such as {release: prometheus};"
              + " unless your Prometheus selects without labels, nothing is scraped");
    }
  }

  private void clashes() {
    var appointments =
        Stream.of(
                configuration.backup().map(BackupConfiguration::snapshots),
                configuration.backup().flatMap(BackupConfiguration::drill).map(Drill::appointment),
                configuration
                    .defrag()
                    .filter(defrag -> !defrag.suspend())
                    .map(DefragConfiguration::appointment))
            .flatMap(Optional::stream)
            .toList();
    for (var first = 0; first < appointments.size(); first++) {
      for (var second = first + 1; second < appointments.size(); second++) {
        clash(appointments.get(first), appointments.get(second));
      }
    }
  }

  private void clash(Appointment one, Appointment other) {
    one.nextClash(other, now)
        .ifPresent(
            moment ->
                warnings.add(
                    "%s: %s: meets %s (%s) next on %s, if the one takes up to %d min and the other up to %d min"
                        .formatted(
                            one.path(),
                            one.schedule().text(),
                            other.path(),
                            other.schedule().text(),
                            MINUTES.format(moment),
                            one.longest().toMinutes(),
                            other.longest().toMinutes())));
  }

  private BigDecimal twiceTheQuota() {
    return configuration.cluster().quota().amount().multiply(BigDecimal.valueOf(2));
  }
}
