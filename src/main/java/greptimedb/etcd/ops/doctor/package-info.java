/**
 * The command doctor: a line for each thing that can be wrong. Judgements are in {@code check},
 * what they judge is gathered in {@code look}.
 */
package greptimedb.etcd.ops.doctor;
