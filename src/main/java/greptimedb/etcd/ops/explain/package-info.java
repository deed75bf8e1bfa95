/** The command explain: what of a release is not ready, and why. */
package greptimedb.etcd.ops.explain;
