package greptimedb.etcd.config.defrag;

import greptimedb.etcd.config.reading.Section;
import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.config.value.Schedule;
import greptimedb.etcd.config.value.TimeSpan;
import java.util.List;
import java.util.Optional;

/** Reads the block {@code defrag}. */
public final class DefragReader {
  private static final String RISKS =
      """
      expected true: defragmentation is a high-risk operation, says the document: (1) all reads and writes are blocked while it\
       runs, the cluster is unavailable; (2) its I/O may make client applications time out; (3) it may trigger a leader\
       election if it takes too long; (4) it may end in an OOM kill if resources are not allocated properly; (5) it may\
       corrupt data if it is interrupted""";

  /** What only the program's own job knows. */
  private static final List<String> MANAGED_ONLY =
      List.of("thresholds", "pause", "timeoutPerGiB", "waitForSnapshot");

  private final Section defrag;

  /** Of the block that the stack file has under {@code defrag}. */
  public DefragReader(Section defrag) {
    this.defrag = defrag;
  }

  /** The whole block; empty where it is not enabled, though what is wrong in it is still noted. */
  public Optional<DefragConfiguration> read() {
    var enabled = defrag.flag("enabled").orElse(false);
    var acknowledged = defrag.flag("acknowledgeRisk").orElse(false);
    if (enabled && !acknowledged) {
      defrag.refuse("acknowledgeRisk", RISKS);
    }
    var configuration =
        new DefragConfiguration(
            defrag.parsed("mode", Mode.EXPECTED, Mode::parse).orElse(Mode.MANAGED),
            defrag
                .parsed("schedule", Schedule.EXPECTED, Schedule::parse)
                .orElse(Schedule.of("0 3 * * *")),
            time("deadline", 60, "1h", "of at least a minute, in whole seconds, such as 2h"),
            defrag.flag("suspend").orElse(false),
            history(),
            thresholds(),
            time("pause", 0, "10s", "in whole seconds, such as 10s"),
            time("timeoutPerGiB", 1, "60s", "of at least 1s, in whole seconds, such as 60s"),
            time("waitForSnapshot", 0, "5m", "in whole seconds, such as 5m"));
    if (configuration.mode() == Mode.CHART) {
      refuseWhatTheChartLacks();
    }
    return enabled ? Optional.of(configuration) : Optional.empty();
  }

  private TimeSpan time(String key, long least, String otherwise, String form) {
    return defrag
        .parsed(key, "expected a time " + form, text -> TimeSpan.parseSeconds(text, least))
        .orElse(TimeSpan.of(otherwise));
  }

  private JobHistory history() {
    var history = defrag.section("jobHistory");
    return new JobHistory(
        history.integer("successful", 0, 100).orElse(1),
        history.integer("failed", 0, 100).orElse(1));
  }

  private Thresholds thresholds() {
    var thresholds = defrag.section("thresholds");
    return new Thresholds(
        thresholds.integer("percent", 0, 100).orElse(Thresholds.DEFAULT.percent()),
        thresholds
            .parsed(
                "size",
                "expected a Kubernetes quantity of bytes, such as 100Mi; 0 for no such threshold",
                Quantity::parse)
            .orElse(Thresholds.DEFAULT.size()));
  }

  private void refuseWhatTheChartLacks() {
    for (var key : MANAGED_ONLY) {
      if (defrag.has(key)) {
        defrag.refuse(
            key,
            "expected no %s in mode chart: the chart's job asks nothing and gives each member 60 s"
                .formatted(key));
      }
    }
  }
}
