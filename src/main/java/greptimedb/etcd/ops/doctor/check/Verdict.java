package greptimedb.etcd.ops.doctor.check;

import java.util.Locale;

/** How a check came out, from the best to the worst. */
public enum Verdict {
  /** As it should be. */
  FINE("✓", "green"),
  /** Works, and deserves a word. */
  WARNING("!", "yellow"),
  /** Nobody knows: what would tell could not be asked. */
  UNASKED("?", "yellow"),
  /** Wrong. */
  FAILED("✗", "red");

  private final String mark;
  private final String colour;

  Verdict(String mark, String colour) {
    this.mark = mark;
    this.colour = colour;
  }

  /** One character at the beginning of the line. */
  public String mark() {
    return mark;
  }

  /** Its colour on a terminal, by its name in picocli. */
  public String colour() {
    return colour;
  }

  /** As JSON has it: {@code fine}, {@code warning}, {@code unasked}, {@code failed}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
