/** The command defrag. */
package greptimedb.etcd.ops.defrag;
