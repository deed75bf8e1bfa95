package greptimedb.etcd.ops.restore.command;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.ops.restore.RestoreMachine;
import greptimedb.etcd.ops.restore.RestoreProgress;
import greptimedb.etcd.ops.restore.live.LiveProgress;
import greptimedb.etcd.ops.restore.live.LiveStack;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A restore that this process holds. */
final class Work implements AutoCloseable {
  private final LiveProgress progress;
  private final RestoreMachine machine;
  private final Heartbeat heartbeat;
  private final Stopping stopping;

  /** Whatever ended the work before its end. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stopped(RuntimeException cause) {
      super(reason(cause), cause);
    }

    private static String reason(Throwable cause) {
      var text = Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
      return text.lines().findFirst().orElse(text);
    }
  }

  /**
   * Takes hold of the restore.
   *
   * @throws greptimedb.etcd.ops.console.OpsException with exit code 3 when somebody else holds it
   */
  Work(Site site, Configuration configuration, RestoreProgress from) {
    var stack = new AtomicReference<LiveStack>();
    this.progress = site.progress(configuration.cluster().namespace());
    this.progress.take(from, site::lives);
    this.heartbeat = new Heartbeat(progress);
    this.stopping = new Stopping(() -> Optional.ofNullable(stack.get()).ifPresent(LiveStack::stop));
    // An earlier process may have been killed together with its `pulumi up`.
    var resumed = !from.facts().isEmpty();
    stack.set(site.stack(from.id(), stopping, resumed));
    var ports = site.ports(configuration, from.plan(), progress, stack.get(), stopping);
    this.machine = new RestoreMachine(from, ports);
  }

  /**
   * Forwards, or back.
   *
   * @throws Stopped when it did not come to its end
   */
  RestoreProgress run(boolean back) {
    try {
      return back ? machine.back() : machine.forward();
    } catch (RuntimeException failure) {
      throw new Stopped(failure);
    }
  }

  @Override
  public void close() {
    heartbeat.close();
    try {
      progress.close();
    } catch (RuntimeException unreachable) {
      // The hold runs out by itself; the progress was written before.
      return;
    } finally {
      stopping.close();
    }
  }
}
