/** The block restore. */
package greptimedb.etcd.config.restore;
