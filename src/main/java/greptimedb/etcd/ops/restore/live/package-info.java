/** The ports of a restore on a real cluster and a real stack. */
package greptimedb.etcd.ops.restore.live;
