/** {@code ops diff}: what an up would change, object by object, before it does. */
package greptimedb.etcd.ops.diff;
