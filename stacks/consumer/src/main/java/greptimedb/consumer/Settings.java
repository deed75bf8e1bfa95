package greptimedb.consumer;

import com.pulumi.Config;

/**
 * What the stack file says; Pulumi.yaml has descriptions and defaults.
 *
 * @param etcdStack the stack of etcd, {@code organization/project/stack}
 * @param namespace of the GreptimeDBCluster
 * @param name of the GreptimeDBCluster
 * @param image of GreptimeDB
 * @param datanodes how many there are
 */
record Settings(String etcdStack, String namespace, String name, String image, int datanodes) {
  static Settings of(Config config) {
    return new Settings(
        config.require("etcdStack"),
        config.require("namespace"),
        config.require("name"),
        config.require("image"),
        config.requireInteger("datanodes"));
  }
}
