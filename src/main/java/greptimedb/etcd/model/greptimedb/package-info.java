/** The GreptimeDBCluster that follows the active release: what it says, and what it is to say. */
package greptimedb.etcd.model.greptimedb;
