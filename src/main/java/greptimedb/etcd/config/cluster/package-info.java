/** The block cluster. */
package greptimedb.etcd.config.cluster;
