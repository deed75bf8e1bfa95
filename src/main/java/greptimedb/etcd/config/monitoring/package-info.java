/** The block monitoring. */
package greptimedb.etcd.config.monitoring;
