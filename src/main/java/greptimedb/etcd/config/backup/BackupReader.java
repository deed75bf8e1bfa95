package greptimedb.etcd.config.backup;

import greptimedb.etcd.config.reading.Section;
import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.config.value.Schedule;
import greptimedb.etcd.config.value.TimeSpan;
import java.time.Duration;
import java.util.Optional;

/** Reads the block {@code backup}. */
public final class BackupReader {
  private static final TimeSpan DEADLINE = TimeSpan.of("15m");

  private final Section backup;

  /** Of the block that the stack file has under {@code backup}. */
  public BackupReader(Section backup) {
    this.backup = backup;
  }

  /** The whole block; empty where it is not enabled, though what is wrong in it is still noted. */
  public Optional<BackupConfiguration> read() {
    var enabled = backup.flag("enabled").orElse(false);
    var schedule = schedule(backup, "*/30 * * * *");
    var configuration =
        new BackupConfiguration(
            backup.parsed("mode", Mode.EXPECTED, Mode::parse).orElse(Mode.MANAGED),
            schedule,
            deadline(backup, schedule),
            backup.integer("keep", 1, 10_000).orElse(3),
            keepFor(),
            backup.integer("jobHistory", 0, 100).orElse(2),
            enabled || backup.has("storage")
                ? new StorageReader(backup).read()
                : new BackupStorage.ExistingClaim(BackupStorage.CLAIM),
            drill());
    refuseWhatTheChartLacks(configuration);
    return enabled ? Optional.of(configuration) : Optional.empty();
  }

  private Optional<TimeSpan> keepFor() {
    return backup.parsed(
        "keepFor",
        "expected a time of at least a minute, in whole seconds, such as 72h",
        text -> TimeSpan.parseSeconds(text, 60));
  }

  private Optional<Drill> drill() {
    if (!backup.has("drill")) {
      return Optional.empty();
    }
    var drill = backup.section("drill");
    if (!drill.has("schedule")) {
      drill.refuse("schedule", Schedule.EXPECTED + "; leave out backup.drill for no drill");
    }
    var schedule = schedule(drill, "15 4 * * *");
    return Optional.of(new Drill(schedule, deadline(drill, schedule)));
  }

  private static Schedule schedule(Section section, String otherwise) {
    return section
        .parsed("schedule", Schedule.EXPECTED, Schedule::parse)
        .orElse(Schedule.of(otherwise));
  }

  /** A run that may outlast the period would keep the next one from starting. */
  private static TimeSpan deadline(Section section, Schedule schedule) {
    var told =
        section.parsed(
            "deadline",
            "expected a time of at least 10s, in whole seconds, such as 15m",
            text -> TimeSpan.parseSeconds(text, 10));
    if (told.filter(deadline -> !schedule.allows(deadline.duration())).isPresent()) {
      section.refuse(
          "deadline",
          "expected at most %s, the shortest time between two runs of schedule %s"
              .formatted(shown(schedule.shortestPeriod()), schedule.text()));
    }
    return told.orElseGet(
        () ->
            schedule.allows(DEADLINE.duration())
                ? DEADLINE
                : TimeSpan.of(shown(schedule.shortestPeriod())));
  }

  private void refuseWhatTheChartLacks(BackupConfiguration configuration) {
    if (configuration.mode() == Mode.CHART && configuration.keepFor().isPresent()) {
      backup.refuse(
          "keepFor", "expected no keepFor in mode chart: the chart prunes by number only");
    }
  }

  private static String shown(Duration duration) {
    return duration.toMinutes() + "m";
  }
}
