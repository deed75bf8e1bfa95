/** Pure functions from configuration to desired state: Helm values, names, objects. */
package greptimedb.etcd.model;
