/** The command status. */
package greptimedb.etcd.ops.status;
