/** Values that several blocks have: quantities, times, names, schedules. */
package greptimedb.etcd.config.value;
