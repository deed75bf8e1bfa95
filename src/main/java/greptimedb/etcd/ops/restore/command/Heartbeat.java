package greptimedb.etcd.ops.restore.command;

import greptimedb.etcd.ops.restore.live.LiveProgress;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says every 10 s that the process which holds a restore lives. */
final class Heartbeat implements AutoCloseable {
  private static final long SECONDS = 10;

  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  Heartbeat(LiveProgress progress) {
    var unused = beats.scheduleAtFixedRate(progress::beat, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    beats.shutdownNow();
  }
}
