/** The commands snapshot and snapshots. */
package greptimedb.etcd.ops.backup;
