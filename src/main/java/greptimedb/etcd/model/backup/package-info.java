/** Snapshots: where they are kept, who takes them, who tries them. */
package greptimedb.etcd.model.backup;
