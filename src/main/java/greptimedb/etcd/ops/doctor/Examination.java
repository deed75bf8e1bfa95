package greptimedb.etcd.ops.doctor;

import greptimedb.etcd.ops.console.Reason;
import greptimedb.etcd.ops.doctor.check.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Makes all checks at the same time. One that fails, or takes too long, keeps no other back. */
final class Examination {
  private final Duration patience;

  /**
   * @param patience for all of them together
   */
  Examination(Duration patience) {
    this.patience = patience;
  }

  /**
   * A check that was made.
   *
   * @param name of it
   * @param judgement what it says
   */
  record Made(String name, Judgement judgement) {}

  /**
   * Makes them.
   *
   * @param told each in the order of the list, as soon as those before it are known
   */
  List<Made> of(List<Check> checks, Consumer<Made> told) {
    var threads = threads(checks.size());
    var deadline = Instant.now().plus(patience);
    try {
      var running = checks.stream().map(check -> threads.submit(check::judge)).toList();
      var made = new ArrayList<Made>();
      for (var index = 0; index < checks.size(); index++) {
        made.add(new Made(checks.get(index).name(), await(running.get(index), deadline)));
        told.accept(made.get(index));
      }
      return made;
    } finally {
      threads.shutdownNow();
    }
  }

  /** One a check, for they wait most of the time; they do not keep the process alive. */
  private static ExecutorService threads(int count) {
    return Executors.newFixedThreadPool(
        count,
        work -> {
          var thread = new Thread(work);
          thread.setDaemon(true);
          return thread;
        });
  }

  private Judgement await(Future<Judgement> running, Instant deadline) {
    try {
      var left = Math.max(0, Duration.between(Instant.now(), deadline).toMillis());
      return running.get(left, TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return Judgement.unasked("no answer within %d s".formatted(patience.toSeconds()));
    } catch (ExecutionException failed) {
      return Judgement.unasked(Reason.of(failed));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Judgement.unasked("interrupted");
    }
  }
}
