/** The operations command line: the entry point, and below it a room for each command. */
package greptimedb.etcd.ops;
