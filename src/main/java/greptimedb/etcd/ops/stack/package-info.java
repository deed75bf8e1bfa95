/** The Pulumi side: the project, its command line, a stack's state and locks, processes. */
package greptimedb.etcd.ops.stack;
