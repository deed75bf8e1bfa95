package greptimedb.etcd.ops.restore;

/** The Job that prepares a snapshot for a release to start from. */
public interface PreparationPort {
  /**
   * Starts it as the program declares it. {@code pulumi up} needs seconds before it would, and then
   * finds it: the provider applies what it creates, whether it is there or not. Where it cannot be
   * started, that run does it, or says why.
   *
   * @param maintenance whether GreptimeDB starts on it in maintenance mode, with procedures paused
   */
  void begin(String release, String snapshot, boolean maintenance);
}
