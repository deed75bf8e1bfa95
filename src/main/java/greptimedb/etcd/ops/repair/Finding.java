package greptimedb.etcd.ops.repair;

/**
 * One thing that repair found.
 *
 * @param what it is about: lock, provider, release, hook, state, note
 * @param found what is so
 * @param remedy what would be done, or what to do oneself
 * @param kind whether repair may act
 */
public record Finding(String what, String found, String remedy, Kind kind) {
  /** What repair can do about it. */
  public enum Kind {
    /** With {@code --yes}. */
    REPAIRABLE,
    /** Nothing: good to know. */
    NOTE,
    /** Nothing, and nothing else either: acting could do harm. */
    REFUSED
  }

  static Finding repairable(String what, String found, String remedy) {
    return new Finding(what, found, remedy, Kind.REPAIRABLE);
  }

  static Finding note(String what, String found, String remedy) {
    return new Finding(what, found, remedy, Kind.NOTE);
  }

  static Finding refused(String what, String found, String remedy) {
    return new Finding(what, found, remedy, Kind.REFUSED);
  }
}
