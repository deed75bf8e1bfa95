package greptimedb.etcd.ops.stack;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a process.
 *
 * @param parent its parent's pid, 0 when unknown
 * @param parentCommand the parent's executable, empty when unknown
 * @param command its executable, empty when unknown (another user's process)
 * @param started its start, to 10 ms
 * @param folder its working directory
 */
public record ProcessFacts(
    long pid,
    long parent,
    String parentCommand,
    String command,
    Optional<Instant> started,
    Optional<Path> folder) {
  private static final String PROVIDER = "pulumi-resource-kubernetes";

  /** Who adopts a process whose parent died, beside pid 1. */
  private static final Set<String> REAPERS =
      Set.of(
          "init",
          "systemd",
          "tini",
          "dumb-init",
          "catatonit",
          "docker-init",
          "containerd-shim-runc-v2");

  /** Whether it is the command line, a language host or a plugin of Pulumi. */
  public boolean isPulumi() {
    return name(command).startsWith("pulumi");
  }

  /**
   * Whether it is a Kubernetes provider that outlived the command line that had started it in
   * {@code project}.
   *
   * <p>The command line starts its plugins in the project's folder and as its own children; a
   * killed one leaves them to pid 1 or to a reaper, where they go on with what they were asked to
   * do.
   */
  public boolean isOrphanedProvider(Path project) {
    return isProvider(project) && (parent <= 1 || REAPERS.contains(name(parentCommand)));
  }

  /**
   * Whether it is a Kubernetes provider that a living command line has started in {@code project}.
   */
  public boolean isWorkingProvider(Path project) {
    return isProvider(project) && name(parentCommand).equals("pulumi");
  }

  private boolean isProvider(Path project) {
    return name(command).equals(PROVIDER) && folder.filter(project::equals).isPresent();
  }

  private static String name(String command) {
    return command.substring(command.lastIndexOf('/') + 1);
  }
}
