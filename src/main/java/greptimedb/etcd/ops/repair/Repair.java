package greptimedb.etcd.ops.repair;

import greptimedb.etcd.ops.cluster.KubernetesCluster;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.stack.FileBackend;
import greptimedb.etcd.ops.stack.Processes;
import greptimedb.etcd.ops.stack.Project;
import greptimedb.etcd.ops.stack.Pulumi;
import greptimedb.etcd.ops.stack.Target;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** All that a killed run may have left, in the order in which it has to be put right. */
public final class Repair {
  private final LockRepair locks;
  private final List<Phase> phases;

  /** Something to look at and to put right, before what comes after it. */
  interface Phase {
    List<Step> steps();
  }

  /**
   * Looks at the locks and the state.
   *
   * @param client stays open: it belongs to the caller
   * @throws OpsException with exit code 3 when somebody is at work on the stack
   */
  public Repair(Project project, String stack, Pulumi pulumi, KubernetesClient client) {
    var processes = new Processes();
    var backend = FileBackend.at(pulumi.backendUrl(), project.folder());
    this.locks = new LockRepair(pulumi, processes, backend, project.name(), stack);
    var lockSteps = locks.steps();
    var states = new StateRepair(pulumi, project.backups(), stack, Clock.systemUTC());
    var state = states.read();
    var target = Target.of(pulumi.configuration());
    var releases = new ReleaseRepair(new KubernetesCluster(client), target, state);
    var providers = new ProviderRepair(processes, project.folder(), backend.isPresent());
    this.phases =
        List.of(() -> lockSteps, providers::steps, releases::steps, () -> states.steps(state));
  }

  /** What there is to say, by phase. */
  List<Step> found() {
    return phases.stream().flatMap(phase -> phase.steps().stream()).toList();
  }

  /** What would have to be repaired, one line each; empty when nothing. */
  public List<String> needed() {
    return found().stream()
        .map(Step::finding)
        .filter(
            finding ->
                finding.kind() == Finding.Kind.REPAIRABLE || finding.kind() == Finding.Kind.REFUSED)
        .map(finding -> finding.what() + ": " + finding.found())
        .toList();
  }

  /**
   * Takes all phases one by one, each looking again, for the one before may have changed it.
   *
   * @param told what was done, one line each
   * @return what could not be repaired; empty when all was
   */
  List<Step> run(Consumer<String> told) {
    for (var phase : phases) {
      // Throws when someone has begun to work on the stack meanwhile.
      locks.steps();
      var steps = phase.steps();
      if (Step.any(steps, Finding.Kind.REFUSED)) {
        return steps;
      }
      steps.forEach(step -> step.action().accept(told));
    }
    return List.of();
  }

  /**
   * The same.
   *
   * @throws OpsException with exit code 3 when something cannot be repaired
   */
  public void repair(Consumer<String> told) {
    var left = run(told);
    if (!left.isEmpty()) {
      throw OpsException.refused(
          left.stream()
              .map(Step::finding)
              .filter(finding -> finding.kind() == Finding.Kind.REFUSED)
              .map(finding -> finding.found() + ": " + finding.remedy())
              .findFirst()
              .orElse("something cannot be repaired"));
    }
  }
}
