package greptimedb.etcd.ops.restore;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * What is known of a snapshot file.
 *
 * @param name on the backup volume
 * @param takenAt when it was taken
 * @param bytes its size
 * @param revision etcd's revision in it; empty where no record says
 * @param keys live keys in it; empty where no record says
 */
public record SnapshotFacts(
    String name, Instant takenAt, long bytes, OptionalLong revision, OptionalLong keys) {}
