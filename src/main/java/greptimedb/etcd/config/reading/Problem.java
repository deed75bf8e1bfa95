package greptimedb.etcd.config.reading;

/**
 * One thing that is wrong with a stack's configuration.
 *
 * @param path where, as in the stack file without the namespace: {@code cluster.storage.size}
 * @param value what was found there, as written
 * @param expected what was expected instead, and what to do
 */
public record Problem(String path, String value, String expected) {

  /** One line: {@code path: value: expected}. */
  @Override
  public String toString() {
    return "%s: %s: %s".formatted(path, value, expected);
  }
}
