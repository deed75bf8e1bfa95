package greptimedb.etcd.ops.restore;

/**
 * What a restore has to remember, because it could not find it out again once it has changed it.
 * Each is written down before the change that hides it.
 */
public enum Fact {
  /** Whether snapshots were taken by schedule before the restore: true or false. */
  SCHEDULED_BEFORE,
  /** {@code spec.meta.replicas} before the fence. */
  META_REPLICAS,
  /** Whether maintenance mode was on before the fence: true or false. */
  MAINTENANCE_BEFORE,
  /** Whether procedures were paused before the fence: true or false. */
  PAUSED_BEFORE,
  /** The next table id of the old cluster, a number. */
  NEXT_TABLE_ID,
  /** When this restore had paused procedures (ISO 8601). */
  PAUSED_AT,
  /** When the fence began: the start of the time that GreptimeDB's metadata is away (ISO 8601). */
  FENCE_BEGAN,
  /** When the last Metasrv pod was gone (ISO 8601). */
  WRITES_ENDED,
  /** When Metasrv answered again (ISO 8601). */
  UNFENCED,
  /** The keys of the stack file that change, as they were, one JSON object. */
  SETTINGS_BEFORE,
  /** File name of the final snapshot. */
  FINAL_SNAPSHOT,
  /** Its revision. */
  FINAL_REVISION,
  /** Its keys. */
  FINAL_KEYS,
  /** When it was taken (ISO 8601). */
  FINAL_TAKEN_AT,
  /** Set once Metasrv came back after the final snapshot: that one may lack writes. */
  FINAL_SNAPSHOT_STALE,
  /** Keys in the new cluster, as its verification counted them. */
  RECOVERED_KEYS,
  /** The new cluster's revision. */
  RECOVERED_REVISION,
  /** Set once Metasrv was let onto the new release: it may hold writes that nothing else has. */
  NEW_RELEASE_USED,
  /** Why there is no final snapshot, where an older one is restored all the same. */
  NO_FINAL_SNAPSHOT
}
