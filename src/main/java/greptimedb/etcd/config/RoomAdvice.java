package greptimedb.etcd.config;

import greptimedb.etcd.config.cluster.ClusterConfiguration;
import greptimedb.etcd.config.cluster.MemberRoom;
import greptimedb.etcd.config.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a member's volume and memory hold a database at its quota. GreptimeDB's document has 8Gi
 * for all three, which is allowed and cannot protect.
 */
final class RoomAdvice {
  private final Configuration configuration;
  private final Quantity quota;

  private RoomAdvice(Configuration configuration) {
    this.configuration = configuration;
    this.quota = configuration.cluster().quota();
  }

  /** At most one line for the volume and one for the memory. */
  static List<String> on(Configuration configuration) {
    var advice = new RoomAdvice(configuration);
    var warnings = new ArrayList<String>();
    advice.volume(configuration.cluster()).ifPresent(warnings::add);
    advice.memory(configuration.cluster()).ifPresent(warnings::add);
    return warnings;
  }

  private Optional<String> volume(ClusterConfiguration cluster) {
    var size = cluster.storage().size();
    var room = new MemberRoom(quota);
    if (room.least().exceeds(size)) {
      return Optional.of(
          "cluster.storage.size: %s: etcd's log takes %s beside the database, so that at the quota of %s the volumes are full before NOSPACE stops the writes, on all members at about the same time: expected at least %s%s; %s also hold the second copy that defragmentation writes"
              .formatted(
                  size.text(),
                  MemberRoom.LOG.text(),
                  quota.text(),
                  room.least().text(),
                  lowerQuota(size),
                  room.withCopy().text()));
    }
    return Optional.of(size)
        .filter(room.withCopy()::exceeds)
        .map(
            small ->
                "cluster.storage.size: %s: holds no second copy of a database at its quota of %s beside etcd's log of %s, which defragmentation writes: expected at least %s"
                    .formatted(
                        small.text(), quota.text(), MemberRoom.LOG.text(), room.withCopy().text()));
  }

  /** The way for a release that exists, whose volumes cannot change. */
  private static String lowerQuota(Quantity size) {
    return Optional.of(size.minus(MemberRoom.LOG))
        .filter(quota -> quota.amount().signum() > 0)
        .map(quota -> ", or cluster.quota of at most " + quota.text())
        .orElse("");
  }

  private Optional<String> memory(ClusterConfiguration cluster) {
    var memory = cluster.resources().memory();
    var twice = quota.times(2);
    if (configuration.defrag().isPresent() && twice.exceeds(memory)) {
      return Optional.of(
          "cluster.resources.memory: %s: defragmentation reads and copies a member at its quota of %s in this memory: expected at least %s, twice the quota, to be safe from an OOM kill"
              .formatted(memory.text(), quota.text(), twice.text()));
    }
    return Optional.of(memory)
        .filter(bound -> !bound.exceeds(quota))
        .map(
            bound ->
                "cluster.resources.memory: %s: a database at its quota of %s is mapped into this memory and leaves none for the index of its keys and for requests: expected more; %s, twice the quota, are enough for defragmentation as well"
                    .formatted(bound.text(), quota.text(), twice.text()));
  }
}
