package greptimedb.etcd.config;

import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.config.value.Mode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A capability cannot go from the program to the chart in one step: both give their CronJob the
 * same name, and Helm refuses to make what is there already.
 */
public final class ModeChange {
  private ModeChange() {}

  /**
   * Refuses {@code mode: chart} where the stack has the capability in mode managed.
   *
   * @param deployed the mode of each block that the stack has, by the block's name
   * @throws ConfigurationException naming the two steps that work
   */
  public static void refuse(Configuration configuration, Map<String, Mode> deployed) {
    var wanted = new LinkedHashMap<String, Optional<Mode>>();
    wanted.put("backup", configuration.backup().map(block -> block.mode()));
    wanted.put("defrag", configuration.defrag().map(block -> block.mode()));
    wanted.put("monitoring", configuration.monitoring().map(block -> block.mode()));
    var problems = new ArrayList<Problem>();
    wanted.forEach(
        (block, mode) -> {
          if (mode.equals(Optional.of(Mode.CHART)) && deployed.get(block) == Mode.MANAGED) {
            problems.add(problem(block));
          }
        });
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private static Problem problem(String block) {
    return new Problem(
        block + ".mode",
        "chart",
        "expected managed, which this stack has: the chart cannot take over objects that the program made. Set %s.enabled: false"
                .formatted(block)
            + " and run up, then set mode: chart and run up again");
  }
}
