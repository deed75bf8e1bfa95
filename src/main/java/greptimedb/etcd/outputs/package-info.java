/**
 * Reads the outputs of a stack for other programs: a jar of its own (classifier {@code outputs})
 * that needs nothing but the JDK. {@code docs/contract.md} has the contract.
 */
package greptimedb.etcd.outputs;
