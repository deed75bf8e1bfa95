/** Pulumi components, one a capability: the model goes in, resources come out. */
package greptimedb.etcd.component;
