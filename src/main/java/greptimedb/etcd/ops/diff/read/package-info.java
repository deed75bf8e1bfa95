/** Where the two sides come from: stack files, the state, the cluster, the chart. */
package greptimedb.etcd.ops.diff.read;
