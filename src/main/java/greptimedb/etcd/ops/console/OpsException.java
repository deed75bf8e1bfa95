package greptimedb.etcd.ops.console;

/** An error that is told in one line and ends the command with a given code. */
public final class OpsException extends RuntimeException {
  private final int exitCode;

  private OpsException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Something could not be read: exit code 2. */
  public static OpsException unreadable(String message) {
    return new OpsException(ExitCode.UNREADABLE, message, null);
  }

  /** Something could not be read, because of {@code cause}: exit code 2. */
  public static OpsException unreadable(String message, Throwable cause) {
    return new OpsException(ExitCode.UNREADABLE, message + ": " + cause.getMessage(), cause);
  }

  /** Going on could do harm: exit code 3. */
  public static OpsException refused(String message) {
    return new OpsException(ExitCode.REFUSED, message, null);
  }

  /** The code that the command ends with. */
  public int exitCode() {
    return exitCode;
  }
}
