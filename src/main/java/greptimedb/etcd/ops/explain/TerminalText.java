package greptimedb.etcd.ops.explain;

import java.util.regex.Pattern;

/** What a program printed for a terminal. */
final class TerminalText {
  /** Control sequences such as colours (ECMA-48, 5.4), and any other control but a line break. */
  private static final Pattern CONTROLS =
      Pattern.compile("\\x1B\\[[0-?]*[ -/]*[@-~]|\\x1B[@-_]|[\\p{Cntrl}&&[^\\n]]");

  private TerminalText() {}

  /** The text without colours and other control sequences; its lines stay. */
  static String plain(String text) {
    return CONTROLS.matcher(text).replaceAll("");
  }
}
