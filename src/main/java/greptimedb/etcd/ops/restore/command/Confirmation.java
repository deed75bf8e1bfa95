package greptimedb.etcd.ops.restore.command;

import greptimedb.etcd.ops.console.OpsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Asks for a name that nobody types by habit. */
final class Confirmation {
  private Confirmation() {}

  /**
   * Returns if the name was typed, or need not be.
   *
   * @throws OpsException with exit code 3 otherwise
   */
  static void ask(PrintWriter out, boolean yes, String release, String what) {
    if (yes) {
      return;
    }
    out.print("Type the release's name, %s, to begin the %s: ".formatted(release, what));
    out.flush();
    var typed = line();
    if (!release.equals(typed)) {
      throw OpsException.refused("not confirmed; nothing was changed (--yes does not ask)");
    }
  }

  private static String line() {
    try {
      var line =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      throw OpsException.unreadable("the answer cannot be read", e);
    }
  }
}
