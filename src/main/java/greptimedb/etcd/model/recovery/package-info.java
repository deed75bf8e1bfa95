/** A release that starts from a snapshot: preparation, chart values, verification. */
package greptimedb.etcd.model.recovery;
