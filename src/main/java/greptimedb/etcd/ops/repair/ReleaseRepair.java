package greptimedb.etcd.ops.repair;

import greptimedb.etcd.ops.cluster.Cluster;
import greptimedb.etcd.ops.cluster.HelmRecord;
import greptimedb.etcd.ops.cluster.Manifest;
import greptimedb.etcd.ops.cluster.ManifestObject;
import greptimedb.etcd.ops.stack.StackState;
import greptimedb.etcd.ops.stack.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Finds releases that Helm would not upgrade or install, and their left-over hook Jobs. */
final class ReleaseRepair {
  private final Cluster cluster;
  private final Target target;
  private final StackState state;
  private final Manifest manifest = new Manifest();

  ReleaseRepair(Cluster cluster, Target target, StackState state) {
    this.cluster = cluster;
    this.target = target;
    this.state = state;
  }

  List<Step> steps() {
    var steps = new ArrayList<Step>();
    for (var release : target.releases()) {
      var records = cluster.records(target.namespace(), release);
      var plan = ReleaseJudge.judge(records, state.lost(target.namespace(), release));
      steps.addAll(steps(plan));
      if (!(plan instanceof ReleasePlan.Nothing)) {
        hook(release, steps);
      }
    }
    return steps;
  }

  private List<Step> steps(ReleasePlan plan) {
    if (plan instanceof ReleasePlan.Note note) {
      return List.of(Step.none(Finding.note("release", note.found(), note.advice())));
    }
    if (plan instanceof ReleasePlan.Forget forget) {
      return List.of(
          Step.of(
              Finding.repairable(
                  "release",
                  forget.found(),
                  "drop Helm's record; the next `up` takes the objects over"),
              told -> forget.records().forEach(record -> drop(record, told))));
    }
    if (plan instanceof ReleasePlan.DropPending drop) {
      return List.of(
          Step.of(
              Finding.repairable(
                  "release",
                  drop.pending().shown(),
                  "drop this record; no revision was ever deployed"),
              told -> drop(drop.pending(), told)));
    }
    return plan instanceof ReleasePlan.RollBack back ? rollBack(back) : List.of();
  }

  private List<Step> rollBack(ReleasePlan.RollBack plan) {
    var steps =
        Rollback.steps(
            plan.base().release(),
            manifest.objects(plan.base().manifest(), target.namespace()),
            manifest.objects(plan.pending().manifest(), target.namespace()));
    var shown = new ArrayList<Step>();
    for (var step : steps) {
      if (step instanceof ObjectStep.Refuse refuse) {
        shown.add(
            Step.none(
                Finding.refused(
                    "release",
                    plan.pending().shown() + ": " + refuse.key().shown(),
                    refuse.why())));
      } else if (step instanceof ObjectStep.Keep keep) {
        shown.add(
            Step.none(
                Finding.note("object", keep.key().shown() + " is new", "kept: " + keep.why())));
      }
    }
    var deletes = steps.stream().filter(ObjectStep.Delete.class::isInstance).count();
    var remedy =
        "go back to revision %d (%d objects reset, %d deleted), then drop the record"
            .formatted(
                plan.base().revision(),
                steps.stream().filter(ObjectStep.Reset.class::isInstance).count(),
                deletes);
    shown.add(
        Step.of(
            Finding.repairable("release", plan.pending().shown(), remedy),
            told -> {
              new RollbackRun(cluster).run(steps, told);
              drop(plan.pending(), told);
            }));
    return shown;
  }

  private void hook(String release, List<Step> steps) {
    var name = release + "-pre-upgrade";
    if (cluster.hasJob(target.namespace(), name)) {
      steps.add(
          Step.of(
              Finding.repairable("hook", "Job " + name + " is left over", "delete it"),
              told -> {
                cluster.delete(new ManifestObject.Key("batch/v1", "Job", target.namespace(), name));
                told.accept("deleted Job " + name);
              }));
    }
  }

  private void drop(HelmRecord record, Consumer<String> told) {
    cluster.deleteRecord(target.namespace(), record);
    told.accept("dropped Helm's record " + record.secret());
  }
}
