package greptimedb.etcd.config.cluster;

import java.util.Optional;

/**
 * What a stack file may do with one chart value, and with all that is below it unless a longer path
 * has a rule of its own.
 *
 * @param path of the value in the chart, such as {@code auth.client}
 * @param reason why it is refused; empty if it is passed on
 * @param setting what to use in its place, such as {@code cluster.release}; empty if there is
 *     nothing
 */
record ChartValueRule(String path, Optional<String> reason, Optional<String> setting) {

  static ChartValueRule allowed(String path) {
    return new ChartValueRule(path, Optional.empty(), Optional.empty());
  }

  static ChartValueRule refused(String path, String reason) {
    return new ChartValueRule(path, Optional.of(reason), Optional.empty());
  }

  static ChartValueRule refused(String path, String reason, String setting) {
    return new ChartValueRule(path, Optional.of(reason), Optional.of(setting));
  }

  static ChartValueRule managed(String path, String setting) {
    return refused(path, "is managed by the program", setting);
  }

  /** What a problem says of the value; empty if it is passed on. */
  Optional<String> refusal() {
    return reason.map(
        words ->
            words + setting.map("; use %s"::formatted).orElse("; there is no setting for it yet"));
  }
}
