/** The commands below {@code ops config}: they need neither a cluster nor Pulumi. */
package greptimedb.etcd.ops.configuration;
