/** What all commands share towards the terminal: exit codes, errors, tables, JSON. */
package greptimedb.etcd.ops.console;
