/** What has to be found well before a change restarts members. */
package greptimedb.etcd.model.change;
