/** Two sides compared, without a look at anything outside: objects, secrets, effects. */
package greptimedb.etcd.ops.diff.compare;
