package greptimedb.etcd.ops.stack;

import greptimedb.etcd.ops.console.OpsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** This host's processes, as far as this user may see them. */
public class Processes {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** This host's name, as the Pulumi command line writes it into a lock. */
  public String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      throw OpsException.unreadable("this host's name cannot be read", e);
    }
  }

  /** The living process that has this pid now, whoever's it is. */
  public Optional<ProcessFacts> find(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(Processes::facts);
  }

  /** All of this user's. */
  public List<ProcessFacts> own() {
    var user = ProcessHandle.current().info().user();
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().user().equals(user))
        .map(Processes::facts)
        .toList();
  }

  /**
   * Asks a process to end (SIGTERM) and waits up to 10 s.
   *
   * @return whether it ended
   */
  public boolean end(ProcessFacts process) {
    var handle = ProcessHandle.of(process.pid());
    // The pid may have been given out again since it was looked at.
    if (handle.isEmpty() || !handle.get().info().startInstant().equals(process.started())) {
      return true;
    }
    handle.get().destroy();
    try {
      handle.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return !handle.get().isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static ProcessFacts facts(ProcessHandle process) {
    var parent = process.parent();
    return new ProcessFacts(
        process.pid(),
        parent.map(ProcessHandle::pid).orElse(0L),
        parent.flatMap(handle -> handle.info().command()).orElse(""),
        process.info().command().orElse(""),
        process.info().startInstant(),
        folder(process.pid()));
  }

  private static Optional<Path> folder(long pid) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
