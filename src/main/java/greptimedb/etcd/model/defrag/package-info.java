/** The Kubernetes objects of the block defrag. */
package greptimedb.etcd.model.defrag;
