/** Access to Kubernetes: the client, objects, pods' states, Helm's records. */
package greptimedb.etcd.ops.cluster;
