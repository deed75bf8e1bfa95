package greptimedb.etcd.ops.restore;

import java.util.ArrayList;
import java.util.List;

/**
 * What a person has to do after metadata from before some changes was restored: the data that the
 * nodes hold is newer than it (docs.greptime.com, "Metadata reconciliation" and "Manage metadata").
 */
public final class Reconcile {
  private Reconcile() {}

  /** The steps, in their order; none where nothing older was restored, or no GreptimeDB fenced. */
  public static List<String> steps(RestorePlan plan) {
    if (plan.latest() || plan.greptimedb().isEmpty()) {
      return List.of();
    }
    var greptimedb = plan.greptimedb().get();
    var admin =
        "kubectl create -f /dev/null --raw /api/v1/namespaces/%s/services/http:%s-meta:4000/proxy/admin/"
            .formatted(greptimedb.namespace(), greptimedb.name());
    var steps = new ArrayList<String>();
    steps.add(
        "Metasrv is in maintenance mode and in recovery mode, its procedures are paused. Restart, so that they read"
            + " recovery mode: datanodes, then frontends and flownodes:");
    for (var component :
        List.of("statefulset/%s-datanode", "deploy/%s-frontend", "deploy/%s-flownode")) {
      steps.add(
          "  kubectl -n %s rollout restart %s"
              .formatted(greptimedb.namespace(), component.formatted(greptimedb.name())));
    }
    steps.add("Leave recovery mode:   " + admin + "recovery/disable");
    steps.add("Let procedures run:    " + admin + "procedure-manager/resume");
    steps.add("In SQL, as a user with all rights:   ADMIN reconcile_catalog();");
    steps.add("Last, end maintenance: " + admin + "maintenance/disable");
    return steps;
  }
}
