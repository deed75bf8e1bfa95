package greptimedb.etcd.ops.repair;

import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.stack.ProcessFacts;
import greptimedb.etcd.ops.stack.Processes;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds provider plugins that outlived their command line: they may still be changing the release.
 */
final class ProviderRepair {
  private final Processes processes;
  private final Path project;
  private final boolean lockKnown;

  /**
   * @param lockKnown whether the lock has been judged; if not, a working provider may be this
   *     stack's
   */
  ProviderRepair(Processes processes, Path project, boolean lockKnown) {
    this.processes = processes;
    this.project = project;
    this.lockKnown = lockKnown;
  }

  List<Step> steps() {
    var own = processes.own();
    var orphans =
        own.stream().filter(process -> process.isOrphanedProvider(project)).map(this::end);
    var working =
        own.stream()
            .filter(process -> !lockKnown && process.isWorkingProvider(project))
            .map(ProviderRepair::refuse);
    return Stream.concat(orphans, working).toList();
  }

  private Step end(ProcessFacts process) {
    var finding =
        Finding.repairable(
            "provider",
            "pid %d works on although its command line is gone".formatted(process.pid()),
            "end it (SIGTERM, up to 10 s)");
    return Step.of(
        finding,
        told -> {
          if (!processes.end(process)) {
            throw OpsException.refused(
                "provider pid "
                    + process.pid()
                    + " does not end; Helm's records are left as they are");
          }
          told.accept("ended the provider pid " + process.pid());
        });
  }

  private static Step refuse(ProcessFacts process) {
    return Step.none(
        Finding.refused(
            "provider",
            "pid %d is at work in this project".formatted(process.pid()),
            "wait for it"));
  }
}
