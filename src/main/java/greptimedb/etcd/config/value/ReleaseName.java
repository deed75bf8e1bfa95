package greptimedb.etcd.config.value;

import java.util.Optional;

/** The form of a Helm release's name that leaves room for the names of its objects. */
public final class ReleaseName {
  /**
   * A CronJob's name may have 52 characters, and {@code -restore-drill} is put behind the full
   * name.
   */
  private static final int LONGEST_FULL_NAME = 38;

  /** What a problem says of a name in another form. */
  public static final String EXPECTED =
      ("expected small letters, digits and -; with the -etcd that the chart adds where the name lacks it, at most %d,"
              + " because longer names of objects are truncated")
          .formatted(LONGEST_FULL_NAME);

  private ReleaseName() {}

  /** The name itself; empty if the text is none, or too long. */
  public static Optional<String> parse(String text) {
    var longest = text.contains("etcd") ? LONGEST_FULL_NAME : LONGEST_FULL_NAME - "-etcd".length();
    return ObjectName.parse(text, longest);
  }
}
