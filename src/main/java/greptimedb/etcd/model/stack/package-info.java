/** A stack as a whole: what an up declares, before the engine sees any of it. */
package greptimedb.etcd.model.stack;
