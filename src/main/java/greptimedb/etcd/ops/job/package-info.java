/** Jobs that a command starts, and what they print. */
package greptimedb.etcd.ops.job;
