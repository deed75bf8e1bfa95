/** Published dashboards: where their JSON comes from, and what is made of it. */
package greptimedb.etcd.dashboard;
