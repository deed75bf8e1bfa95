package greptimedb.etcd.config.defrag;

import greptimedb.etcd.config.reading.Section;
import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.config.value.Schedule;
import greptimedb.etcd.config.value.TimeSpan;
import java.util.Optional;

/** Reads the block {@code defrag}. */
public final class DefragReader {
  private static final String RISKS =
      """
      expected true: defragmentation is risky, says the document, because it (1) blocks all reads and writes while it runs,\
       (2) uses much I/O, so that clients may time out, (3) may cause a leader election where it takes long, (4) may end in an\
       OOM kill where resources are short, (5) may corrupt data where it is interrupted""";

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
    var history = defrag.section("jobHistory");
    var configuration =
        new DefragConfiguration(
            defrag.parsed("mode", Mode.EXPECTED, Mode::parse).orElse(Mode.MANAGED),
            defrag
                .parsed("schedule", Schedule.EXPECTED, Schedule::parse)
                .orElse(Schedule.of("0 3 * * *")),
            defrag
                .parsed(
                    "deadline",
                    "expected a time of at least a minute, in whole seconds, such as 2h",
                    text -> TimeSpan.parseSeconds(text, 60))
                .orElse(TimeSpan.of("1h")),
            defrag.flag("suspend").orElse(false),
            new JobHistory(
                history.integer("successful", 0, 100).orElse(1),
                history.integer("failed", 0, 100).orElse(1)));
    return enabled ? Optional.of(configuration) : Optional.empty();
  }
}
