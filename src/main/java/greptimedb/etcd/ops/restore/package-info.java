/**
 * A restore as a sequence of steps whose progress is kept in the cluster: what each step does, in
 * which order, and how it goes on after being cut off anywhere.
 *
 * <p>Knows neither Kubernetes nor Pulumi: it asks them through the small interfaces of {@link
 * greptimedb.etcd.ops.restore.Ports}.
 */
package greptimedb.etcd.ops.restore;
