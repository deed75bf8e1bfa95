package greptimedb.etcd.ops.repair;

import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.stack.FileBackend;
import greptimedb.etcd.ops.stack.Lock;
import greptimedb.etcd.ops.stack.Processes;
import greptimedb.etcd.ops.stack.Pulumi;
import java.util.List;
import java.util.Optional;

/** Finds locks whose process is gone. */
final class LockRepair {
  private final Pulumi pulumi;
  private final Processes processes;
  private final Optional<FileBackend> backend;
  private final String project;
  private final String stack;

  LockRepair(
      Pulumi pulumi,
      Processes processes,
      Optional<FileBackend> backend,
      String project,
      String stack) {
    this.pulumi = pulumi;
    this.processes = processes;
    this.backend = backend;
    this.project = project;
    this.stack = stack;
  }

  /**
   * The stale locks.
   *
   * @throws OpsException with exit code 3 when a lock is alive, or belongs to another host
   */
  List<Step> steps() {
    if (backend.isEmpty()) {
      return List.of(
          Step.none(
              Finding.note(
                  "lock",
                  "this backend's lock cannot be judged from here",
                  "left alone; make sure that nobody runs `pulumi up` on this stack")));
    }
    var locks = backend.get().locks(project, stack);
    locks.forEach(this::refuseUnlessStale);
    return locks.stream().map(this::step).toList();
  }

  private void refuseUnlessStale(Lock lock) {
    var verdict = LockVerdict.of(lock, processes.host(), processes.find(lock.pid()));
    if (verdict == LockVerdict.LIVE) {
      throw OpsException.refused(
          "the stack is locked by a living process: " + lock.shown() + "; wait for it");
    }
    if (verdict == LockVerdict.ELSEWHERE) {
      throw OpsException.refused(
          "the stack is locked from another host, which cannot be proved stale from here: "
              + lock.shown()
              + "; run this on "
              + lock.hostname());
    }
  }

  private Step step(Lock lock) {
    var finding =
        Finding.repairable("lock", lock.shown() + ", which is gone", "remove it (pulumi cancel)");
    return Step.of(finding, told -> remove(lock, told));
  }

  private void remove(Lock lock, java.util.function.Consumer<String> told) {
    var still = backend.orElseThrow().locks(project, stack);
    still.forEach(this::refuseUnlessStale);
    if (still.contains(lock)) {
      pulumi.cancel();
    }
    told.accept("removed the lock of pid " + lock.pid());
  }
}
