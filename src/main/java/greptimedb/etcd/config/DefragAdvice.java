package greptimedb.etcd.config;

import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.config.defrag.DefragConfiguration;
import greptimedb.etcd.config.value.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What deserves a word about the block {@code defrag}. */
final class DefragAdvice {
  private final Configuration configuration;
  private final DefragConfiguration defrag;

  private DefragAdvice(Configuration configuration, DefragConfiguration defrag) {
    this.configuration = configuration;
    this.defrag = defrag;
  }

  /** One line a warning. */
  static List<String> on(Configuration configuration, DefragConfiguration defrag) {
    var advice = new DefragAdvice(configuration, defrag);
    var warnings = new ArrayList<String>();
    if (defrag.mode() == Mode.CHART) {
      warnings.add(
          "defrag.mode: chart: defragments the members in their order, the leader among them,"
              + " without asking how much is gained, and gives up after 60 s a member; mode managed"
              + " takes the leader last and only members that are worth it");
      return warnings;
    }
    advice.snapshot().ifPresent(warnings::add);
    advice.deadline().ifPresent(warnings::add);
    return warnings;
  }

  private Optional<String> snapshot() {
    var mode = configuration.backup().map(BackupConfiguration::mode);
    if (mode.equals(Optional.of(Mode.MANAGED))) {
      return Optional.empty();
    }
    return Optional.of(
        "defrag.enabled: true: members are defragmented without a verified snapshot to go back to: %s"
            .formatted(
                mode.isEmpty()
                    ? "backup.enabled is false"
                    : "backup.mode is chart, which verifies none"));
  }

  private Optional<String> deadline() {
    var cluster = configuration.cluster();
    var longest = defrag.longest(cluster.replicas(), cluster.quota());
    return Optional.of(longest)
        .filter(needed -> needed.compareTo(defrag.deadline().duration()) > 0)
        .map(
            needed ->
                "defrag.deadline: %s: %d members at their quota of %s may take %d min, and a run is ended in the middle then"
                    .formatted(
                        defrag.deadline().text(),
                        cluster.replicas(),
                        cluster.quota().text(),
                        (needed.toSeconds() + 59) / 60));
  }
}
