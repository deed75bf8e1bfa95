package greptimedb.etcd.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The processes of pods, as the node sees them: the embedded cluster runs on this machine. */
final class PodProcesses {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private PodProcesses() {}

  /**
   * SIGKILL to all processes of pods, at the same moment: a pod's first one cannot be killed from
   * inside, nor by deleting the pod, which lets it end in its own way.
   *
   * @param namespace theirs; it is part of an address in their environment
   * @param pods what their names begin with
   */
  static void kill(String namespace, String pods) {
    var processes =
        ProcessHandle.allProcesses().filter(process -> isOf(process, namespace, pods)).toList();
    assertThat(processes).as("processes of %s in %s", pods, namespace).isNotEmpty();
    processes.forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * The same once a command runs in one of them.
   *
   * @param command words of its command line
   */
  static void killWhile(String namespace, String pods, String command) {
    Command.awaitMoment(command + " runs in " + pods, LIMIT, () -> runs(namespace, pods, command));
    kill(namespace, pods);
  }

  private static boolean runs(String namespace, String pods, String command) {
    return ProcessHandle.allProcesses()
        .anyMatch(
            process -> commandLine(process).contains(command) && isOf(process, namespace, pods));
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).replace('\0', ' ');
    } catch (IOException gone) {
      return "";
    }
  }

  private static boolean isOf(ProcessHandle process, String namespace, String pods) {
    try {
      var environment = Files.readString(Path.of("/proc/" + process.pid() + "/environ"));
      return ("\0" + environment).contains("\0HOSTNAME=" + pods)
          && environment.contains("." + namespace + ".svc");
    } catch (IOException gone) {
      return false;
    }
  }
}
