/** Which tests show which scenario of data loss, and what came of them. */
package greptimedb.etcd.reliability;
