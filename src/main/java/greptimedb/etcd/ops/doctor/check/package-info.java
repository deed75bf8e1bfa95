/** What is right, what deserves a warning, what is wrong: pure judgements over facts. */
package greptimedb.etcd.ops.doctor.check;
