/** The command repair: what a killed run left behind, and how it is put right. */
package greptimedb.etcd.ops.repair;
