package greptimedb.etcd.ops.explain;

/**
 * One thing that is not ready.
 *
 * @param what kind and name
 * @param state in one or two words
 * @param reason in one line
 */
record Trouble(String what, String state, String reason) {}
