package greptimedb.etcd.ops.restore;

import java.util.Optional;
import java.util.OptionalLong;

/** The HTTP calls of Metasrv. */
public interface MetasrvPort {
  /**
   * Metasrv's switches.
   *
   * @param maintenance no failover, no balancing
   * @param paused no new procedure starts
   */
  record Switches(boolean maintenance, boolean paused) {}

  /** What an answer can be. */
  enum Calls {
    /** It has the calls. */
    KNOWN,
    /** It answers and has not: older than 0.15.5. */
    UNKNOWN,
    /** Nothing answers. */
    AWAY
  }

  /** Whether the calls below can be made. */
  Calls calls();

  /** As they are now. */
  Switches switches();

  /** Switches maintenance mode. */
  void maintenance(boolean on);

  /** Stops or lets procedures start. */
  void pause(boolean on);

  /** Switches recovery mode. */
  void recovery(boolean on);

  /** The id that the next table gets; empty where Metasrv does not tell. */
  OptionalLong nextTableId();

  /** Sets it; possible in recovery mode only, and only forward. */
  void nextTableId(long id);

  /** The leader's address; empty while nobody answers or leads. */
  Optional<String> leader();
}
