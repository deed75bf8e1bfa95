package greptimedb.etcd.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A client that holds a lease through one member, as everyone does who leads or is registered by
 * one. Only etcd's leader renews leases, whichever member is asked.
 */
public final class LeaseKeeper implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::keep, "lease-keeper");
  private final EtcdGateway gateway;
  private final String lease;
  private int renewals;
  private Duration longest = Duration.ZERO;
  private boolean lost;

  private LeaseKeeper(String endpoint, int seconds) {
    var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    this.gateway = new EtcdGateway(client, endpoint, PATIENCE);
    this.lease = call("grant", "{\"TTL\":%d}".formatted(seconds)).path("ID").asText();
  }

  /** What it did: the longest wait is the longest time that one renewal took, with its retries. */
  public record Report(int renewals, Duration longestWait, boolean lost) {}

  /**
   * Is granted a lease and starts to renew it, five times a second.
   *
   * @param seconds after which the lease ends unless it is renewed
   */
  public static LeaseKeeper start(String endpoint, int seconds) {
    var keeper = new LeaseKeeper(endpoint, seconds);
    keeper.thread.start();
    return keeper;
  }

  /** Stops after the renewal that it is at. */
  public Report stop() {
    stopped.countDown();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
    return new Report(renewals, longest, lost);
  }

  private void keep() {
    while (!lost && !isOver()) {
      var start = System.nanoTime();
      var left = renewed();
      while (left.isEmpty() && stopped.getCount() > 0) {
        left = renewed();
      }
      var took = Duration.ofNanos(System.nanoTime() - start);
      longest = took.compareTo(longest) > 0 ? took : longest;
      lost = left.isPresent() && left.getAsLong() == 0;
      renewals++;
    }
  }

  /** The seconds that the lease has left: 0 for one that has ended; empty without an answer. */
  private OptionalLong renewed() {
    try {
      var result = call("keepalive", "{\"ID\":\"%s\"}".formatted(lease)).path("result");
      return result.isMissingNode()
          ? OptionalLong.empty()
          : OptionalLong.of(result.path("TTL").asLong());
    } catch (UncheckedIOException refused) {
      return OptionalLong.empty();
    }
  }

  /** Waits for the next renewal; true if there is to be none. */
  private boolean isOver() {
    try {
      return stopped.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private JsonNode call(String what, String body) {
    return gateway.call("/v3/lease/" + what, body);
  }

  @Override
  public void close() {
    stop();
  }
}
