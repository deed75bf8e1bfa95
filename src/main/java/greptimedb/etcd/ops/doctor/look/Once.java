package greptimedb.etcd.ops.doctor.look;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A fact that several checks need: whoever asks first looks, the others wait for what it sees.
 *
 * @param <T> of the fact
 */
final class Once<T> implements Supplier<T> {
  private final FutureTask<T> task;

  Once(Supplier<T> look) {
    this.task = new FutureTask<>(look::get);
  }

  @Override
  public T get() {
    task.run();
    try {
      return task.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unasked("interrupted");
    }
  }
}
