/** The chart values of a cluster and the names that the chart gives. */
package greptimedb.etcd.model.cluster;
