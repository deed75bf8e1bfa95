package greptimedb.etcd.ops.restore;

import java.time.Duration;

/** What the person who restores sees. */
public interface RestoreLog {
  /** A step begins. */
  void begin(StepName step);

  /** What it does or waits for now. */
  void say(String text);

  /** A step has ended. */
  void end(StepName step, Duration took);

  /** Something that the person has to know, at any time. */
  void warn(String text);
}
