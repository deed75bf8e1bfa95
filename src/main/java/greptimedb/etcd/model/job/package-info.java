/** Pods that run a script of the program, and what they share. */
package greptimedb.etcd.model.job;
