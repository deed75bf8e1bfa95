package greptimedb.etcd.ops.diff.compare;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Texts that must not be shown, in all the forms in which a chart may write them. */
public final class Secrets {
  /** What is shown in their place. */
  public static final String MASK = "***";

  /** Below this a text is masked where it is a whole value, but not inside of others. */
  private static final int SHORTEST_INSIDE = 3;

  /** Below this a line of a longer secret says nothing, such as a bracket. */
  private static final int SHORTEST_LINE = 8;

  private final Set<String> plain;
  private final List<String> forms;

  private Secrets(Set<String> plain) {
    this.plain = plain;
    // Longest first: one may contain the other.
    this.forms =
        plain.stream()
            .flatMap(Secrets::forms)
            .distinct()
            .filter(form -> form.length() >= SHORTEST_INSIDE)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** Of plain texts; empty ones hide nothing. */
  public static Secrets of(Collection<String> texts) {
    var plain = new LinkedHashSet<>(texts);
    plain.removeIf(String::isBlank);
    return new Secrets(plain);
  }

  /** None. */
  public static Secrets none() {
    return of(List.of());
  }

  /** These and others. */
  public Secrets and(Secrets others) {
    return of(Stream.concat(plain.stream(), others.plain.stream()).toList());
  }

  /** The text with a mask for each secret in it. */
  public String masked(String text) {
    if (plain.contains(text)) {
      return MASK;
    }
    var masked = text;
    for (var form : forms) {
      masked = masked.replace(form, MASK);
    }
    return masked;
  }

  /** Whether anything of the text has to be masked. */
  public boolean isIn(String text) {
    return plain.contains(text) || forms.stream().anyMatch(text::contains);
  }

  private static Stream<String> forms(String secret) {
    var lines = secret.lines().map(String::strip).toList();
    return Stream.concat(
        Stream.of(
            secret,
            secret.strip(),
            Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)),
            inJson(secret)),
        lines.size() < 2
            ? Stream.of()
            : lines.stream().filter(line -> line.length() >= SHORTEST_LINE));
  }

  private static String inJson(String secret) {
    var quoted = TextNode.valueOf(secret).toString();
    return quoted.substring(1, quoted.length() - 1);
  }
}
