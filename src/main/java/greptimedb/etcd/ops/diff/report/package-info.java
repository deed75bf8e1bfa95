/** A comparison as text: for a terminal, for a comment, for a program. */
package greptimedb.etcd.ops.diff.report;
