/** The block greptimedb. */
package greptimedb.etcd.config.greptimedb;
