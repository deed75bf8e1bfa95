/** What a stack file may say: records, their rules, and the errors of a file that breaks them. */
package greptimedb.etcd.config;
