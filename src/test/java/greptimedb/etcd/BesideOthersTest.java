package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;

/** The methods of a class that runs beside others follow each other. */
@BesideOthers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BesideOthersTest {
  private final AtomicInteger running = new AtomicInteger();

  @RepeatedTest(4)
  void nobodyElseRuns() throws InterruptedException {
    assertThat(running.incrementAndGet()).isEqualTo(1);
    // Long enough that another method would be there, if it were let in.
    Thread.sleep(50);
    running.decrementAndGet();
  }
}
