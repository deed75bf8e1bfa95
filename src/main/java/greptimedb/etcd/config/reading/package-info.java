/** Strict reading of a stack file: blocks, problems, all of them at once. */
package greptimedb.etcd.config.reading;
