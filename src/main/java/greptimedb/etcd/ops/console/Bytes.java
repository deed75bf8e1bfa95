package greptimedb.etcd.ops.console;

import java.util.Locale;

/** Sizes for people. */
public final class Bytes {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Bytes() {}

  /** A number of bytes with its unit, to three digits: {@code 20.5 KiB}. */
  public static String shown(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    var amount = (double) bytes;
    var unit = -1;
    while (amount >= 1024 && unit < UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, amount < 100 ? "%.1f %s" : "%.0f %s", amount, UNITS[unit]);
  }
}
