package greptimedb.etcd.ops.repair;

import greptimedb.etcd.ops.cluster.Cluster;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.stack.FileBackend;
import greptimedb.etcd.ops.stack.Processes;
import greptimedb.etcd.ops.stack.Project;
import greptimedb.etcd.ops.stack.Pulumi;
import greptimedb.etcd.ops.stack.StackState;
import greptimedb.etcd.ops.stack.Target;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * What repair would find, for who only looks: each part by itself, so that one which cannot be read
 * keeps no other from telling.
 */
public final class Remains {
  private final Project project;
  private final String stack;
  private final Pulumi pulumi;
  private final Processes processes = new Processes();

  /** Looks at nothing yet. */
  public Remains(Project project, String stack, Pulumi pulumi) {
    this.project = project;
    this.stack = stack;
    this.pulumi = pulumi;
  }

  /** Of the lock and of providers at work; a living lock is told as refused, not thrown. */
  public List<Finding> locks() {
    var backend = FileBackend.at(pulumi.backendUrl(), project.folder());
    var lock = new LockRepair(pulumi, processes, backend, project.name(), stack);
    var providers = new ProviderRepair(processes, project.folder(), backend.isPresent());
    try {
      return findings(Stream.concat(lock.steps().stream(), providers.steps().stream()));
    } catch (OpsException busy) {
      if (busy.exitCode() != ExitCode.REFUSED) {
        throw busy;
      }
      return List.of(Finding.refused("lock", busy.getMessage(), "wait for it"));
    }
  }

  /** The state, which the other parts are judged by. */
  public StackState state() {
    return states().read();
  }

  /** Of the operations that the state takes for unfinished. */
  public List<Finding> operations(StackState state) {
    return findings(states().steps(state).stream());
  }

  /** Of Helm's releases. */
  public static List<Finding> releases(Cluster cluster, Target target, StackState state) {
    return findings(new ReleaseRepair(cluster, target, state).steps().stream());
  }

  private StateRepair states() {
    return new StateRepair(pulumi, project.backups(), stack, Clock.systemUTC());
  }

  private static List<Finding> findings(Stream<Step> steps) {
    return steps.map(Step::finding).toList();
  }
}
