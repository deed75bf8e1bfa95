/** Objects that have etcd scraped, watched and shown. */
package greptimedb.etcd.model.monitoring;
