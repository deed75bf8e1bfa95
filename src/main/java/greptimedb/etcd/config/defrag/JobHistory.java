package greptimedb.etcd.config.defrag;

/**
 * The block {@code defrag.jobHistory}.
 *
 * @param successful Jobs that are kept
 * @param failed Jobs that are kept
 */
public record JobHistory(int successful, int failed) {}
