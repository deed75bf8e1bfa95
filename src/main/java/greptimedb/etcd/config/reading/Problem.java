package greptimedb.etcd.config.reading;

/**
 * One thing that is wrong with a stack's configuration.
 *
 * @param path where, as in the stack file without the namespace: {@code cluster.storage.size}
 * @param value what was found there, as written
 * @param expected what was expected instead, and what to do
 */
public record Problem(String path, String value, String expected) {
  private static final int LONGEST_PATH = 200;
  private static final int LONGEST_VALUE = 300;
  private static final int LONGEST_EXPECTATION = 2_000;

  /**
   * One line: {@code path: value: expected}. A line break or another character that a terminal acts
   * on is written as in JSON, and what is very long is cut.
   */
  @Override
  public String toString() {
    return "%s: %s: %s"
        .formatted(
            OneLine.of(path, LONGEST_PATH),
            OneLine.of(value, LONGEST_VALUE),
            OneLine.of(expected, LONGEST_EXPECTATION));
  }
}
