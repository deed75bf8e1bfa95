/** Gathers the facts, and changes nothing: the cluster, its members, registries. */
package greptimedb.etcd.ops.doctor.look;
