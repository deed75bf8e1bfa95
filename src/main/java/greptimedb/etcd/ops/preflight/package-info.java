/** The command preflight: whether the nodes are large enough for a member. */
package greptimedb.etcd.ops.preflight;
