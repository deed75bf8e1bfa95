package greptimedb.etcd.ops.console;

/** What the exit codes mean; the help of each command repeats it. */
public final class ExitCode {
  /** Nothing to do, or all of it done. */
  public static final int FINE = 0;

  /** Something was found and is still so. */
  public static final int FOUND = 1;

  /** Wrong usage, or something could not be read. */
  public static final int UNREADABLE = 2;

  /** Acting could do harm: someone else may be at work. */
  public static final int REFUSED = 3;

  private ExitCode() {}
}
