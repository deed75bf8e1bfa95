/** The block backup. */
package greptimedb.etcd.config.backup;
