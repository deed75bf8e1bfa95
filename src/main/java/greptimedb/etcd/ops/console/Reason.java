package greptimedb.etcd.ops.console;

/** Why something failed, in one line. */
public final class Reason {
  private Reason() {}

  /**
   * The first line of the message. Of a library's error the innermost one: the Kubernetes client
   * hides the reason behind "An error has occurred.".
   */
  public static String of(Throwable failure) {
    var text = failure.getMessage();
    for (var cause = failure.getCause();
        cause != null && !(failure instanceof OpsException);
        cause = cause.getCause()) {
      text = cause.getMessage() == null ? text : cause.getMessage();
    }
    var known = text == null || text.isBlank() ? failure.getClass().getSimpleName() : text;
    return known.strip().lines().findFirst().orElse(known);
  }
}
