package greptimedb.etcd.ops.restore;

import java.time.Duration;
import java.util.List;

/** Keeps what a person would see. */
record RecordingLog(List<String> told) implements RestoreLog {
  @Override
  public void begin(StepName step) {
    told.add("> " + step.label());
  }

  @Override
  public void say(String text) {
    told.add(text);
  }

  @Override
  public void end(StepName step, Duration took) {
    told.add("< " + step.label());
  }

  @Override
  public void warn(String text) {
    told.add("warning: " + text);
  }
}
