/** The block defrag. */
package greptimedb.etcd.config.defrag;
