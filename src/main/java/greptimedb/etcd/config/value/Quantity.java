package greptimedb.etcd.config.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An amount in Kubernetes' notation, such as {@code 8Gi}, {@code 500m} or {@code 2}.
 *
 * @param text as written
 * @param amount in units (bytes, cores)
 */
public record Quantity(String text, BigDecimal amount) {
  /** What a problem says of a text that is no quantity above 0. */
  public static final String EXPECTED =
      "expected a Kubernetes quantity above 0, such as 8Gi or 500m";

  private static final Pattern FORM =
      Pattern.compile("(\\d+(?:\\.\\d+)?)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?");
  private static final Map<String, Integer> POWERS =
      Map.of("k", 1, "K", 1, "M", 2, "G", 3, "T", 4, "P", 5, "E", 6);

  private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1L << 20);

  /** What Kubernetes can hold. */
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  /** Reads a quantity; empty if the text is none. */
  public static Optional<Quantity> parse(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var number = new BigDecimal(matcher.group(1));
    return Optional.of(new Quantity(text, number.multiply(factor(matcher.group(2)))))
        .filter(quantity -> quantity.amount().compareTo(MOST) <= 0);
  }

  /** Reads a quantity above 0; empty if the text is none. */
  public static Optional<Quantity> parsePositive(String text) {
    return parse(text).filter(quantity -> quantity.amount().signum() > 0);
  }

  /** Reads a quantity that is known to be one: a default of the program's own. */
  public static Quantity of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("no quantity: " + text));
  }

  /** Whole units, rounded up: bytes of a size. */
  public long toLong() {
    return amount.setScale(0, RoundingMode.CEILING).longValueExact();
  }

  /** So many times as much, in the same unit: {@code 16Gi} for twice {@code 8Gi}. */
  public Quantity times(int factor) {
    var matcher = FORM.matcher(text);
    var number = amount;
    var suffix = "";
    if (matcher.matches() && matcher.group(2) != null) {
      number = new BigDecimal(matcher.group(1));
      suffix = matcher.group(2);
    }
    var product = number.multiply(BigDecimal.valueOf(factor)).stripTrailingZeros();
    return new Quantity(
        product.toPlainString() + suffix, amount.multiply(BigDecimal.valueOf(factor)));
  }

  /** Bytes of both, in whole MiB, rounded up: {@code 8576Mi} for {@code 8Gi} and {@code 384Mi}. */
  public Quantity plus(Quantity other) {
    return mebibytes(amount.add(other.amount), RoundingMode.CEILING);
  }

  /** Bytes without those of the other, in whole MiB, rounded down. */
  public Quantity minus(Quantity other) {
    return mebibytes(amount.subtract(other.amount), RoundingMode.FLOOR);
  }

  private static Quantity mebibytes(BigDecimal bytes, RoundingMode rounding) {
    var whole = bytes.divide(MEBIBYTE, 0, rounding);
    return new Quantity(whole.toPlainString() + "Mi", whole.multiply(MEBIBYTE));
  }

  /** Whether this is more than the other. */
  public boolean exceeds(Quantity other) {
    return amount.compareTo(other.amount) > 0;
  }

  private static BigDecimal factor(String suffix) {
    if (suffix == null) {
      return BigDecimal.ONE;
    }
    if (suffix.equals("m")) {
      return new BigDecimal("0.001");
    }
    var base = suffix.endsWith("i") ? 1024 : 1000;
    return BigDecimal.valueOf(base).pow(POWERS.get(suffix.substring(0, 1)));
  }
}
