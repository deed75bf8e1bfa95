package greptimedb.etcd.config.reading;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A configuration that cannot be used. Carries every problem at once, in the order of reading. */
public final class ConfigurationException extends RuntimeException {
  private final transient List<Problem> problems;

  /**
   * Refuses a configuration.
   *
   * @param problems what is wrong, at least one
   */
  public ConfigurationException(List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> "  " + problem)
            .collect(joining("\n", "the configuration of this stack cannot be used:\n", "")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the order of reading. */
  public List<Problem> problems() {
    return problems;
  }
}
