/** Kubernetes objects as Pulumi resources, and the kinds that the SDK lacks. */
package greptimedb.etcd.kubernetes;
