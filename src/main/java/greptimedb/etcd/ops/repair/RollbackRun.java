package greptimedb.etcd.ops.repair;

import greptimedb.etcd.ops.cluster.Cluster;
import java.util.List;
import java.util.function.Consumer;

/**
 * Carries a rollback out. Every step may be repeated: a rollback that was cut off is simply run
 * again.
 */
final class RollbackRun {
  private final Cluster cluster;

  RollbackRun(Cluster cluster) {
    this.cluster = cluster;
  }

  void run(List<ObjectStep> steps, Consumer<String> told) {
    for (var step : steps) {
      if (step instanceof ObjectStep.Reset reset) {
        var there = cluster.patch(reset.key(), reset.patch());
        if (!there) {
          cluster.create(reset.key(), reset.body());
        }
        told.accept((there ? "reset " : "created ") + reset.key().shown());
      } else if (step instanceof ObjectStep.Delete delete) {
        cluster.delete(delete.key());
        told.accept("deleted " + delete.key().shown());
      }
    }
  }
}
