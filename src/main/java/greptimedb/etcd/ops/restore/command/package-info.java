/** The commands restore and retire. */
package greptimedb.etcd.ops.restore.command;
