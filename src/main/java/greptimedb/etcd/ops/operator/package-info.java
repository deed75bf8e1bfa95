/**
 * One stack a cluster on the Pulumi Kubernetes Operator: {@code Stack} objects from a list of
 * clusters.
 */
package greptimedb.etcd.ops.operator;
