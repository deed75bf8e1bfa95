package greptimedb.etcd.config.value;

import java.util.Optional;
import java.util.regex.Pattern;

/** The form of Kubernetes' names: RFC 1035 labels. */
public final class ObjectName {
  /** What a problem says of a name in another form. */
  public static final String EXPECTED =
      "expected a name of small letters, digits and -, at most 63";

  private static final Pattern FORM = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final int LONGEST = 63;

  private ObjectName() {}

  /** The name itself; empty if the text is none. */
  public static Optional<String> parse(String text) {
    return parse(text, LONGEST);
  }

  /** The same with another longest length, in characters. */
  public static Optional<String> parse(String text, int longest) {
    return Optional.of(text)
        .filter(name -> FORM.matcher(name).matches() && name.length() <= longest);
  }
}
