package greptimedb.etcd.config;

import greptimedb.etcd.config.reading.Problem;
import java.util.ArrayList;
import java.util.List;

/** A stack's namespace: releases and claims cannot move to another one. */
final class NamespaceChange {
  private NamespaceChange() {}

  static List<Problem> problems(Configuration configuration, DeployedStack deployed) {
    var cluster = configuration.cluster();
    var problems = new ArrayList<Problem>();
    deployed
        .namespace()
        .filter(namespace -> !namespace.equals(cluster.namespace()))
        .ifPresent(
            namespace ->
                problems.add(
                    new Problem(
                        "cluster.namespace",
                        cluster.namespace(),
                        "the releases of this stack are in namespace %s, and neither they nor their claims can move; set it back. %s"
                            .formatted(namespace, StackChange.ANOTHER_STACK))));
    if (deployed.createNamespace() && !cluster.createNamespace()) {
      problems.add(
          new Problem(
              "cluster.createNamespace",
              "false",
              "this stack made its namespace, which would be deleted with all claims in it; set it"
                  + " back to true"));
    }
    return problems;
  }
}
