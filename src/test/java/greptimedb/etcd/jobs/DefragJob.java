package greptimedb.etcd.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What the tests of defrag.sh share: its settings, a fragmented database, looks at the members. */
final class DefragJob {
  static final String SCRIPT = "defrag.sh";
  static final int MEGABYTE = 1_000_000;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private DefragJob() {}

  /** Settings of a run that asks for no snapshot; further ones are names and values in turn. */
  static Map<String, String> settings(LocalEtcd etcd, String... further) {
    var settings =
        new HashMap<>(
            Map.of(
                "ENDPOINTS", etcd.endpointList(),
                "QUOTA", "2147483648",
                "VOLUME_SIZE", "8589934592",
                "REQUIRE_SNAPSHOT", "no",
                "THRESHOLD_BYTES", Integer.toString(MEGABYTE),
                "PAUSE", "0",
                "LOCK_SECONDS", "5"));
    for (var index = 0; index < further.length; index += 2) {
      settings.put(further[index], further[index + 1]);
    }
    return settings;
  }

  /** Writes so many megabytes, deletes all but the kept ones, and compacts. */
  static void fragment(LocalEtcd etcd, int megabytes, int kept) {
    var value = "x".repeat(10_000);
    etcd.gateway().putMany("filler-keep-", kept * 100, value);
    etcd.gateway().putMany("filler-lose-", (megabytes - kept) * 100, value);
    deleteFiller(etcd);
  }

  /** Deletes what {@link #fragment} does not keep, and compacts up to there. */
  static void deleteFiller(LocalEtcd etcd) {
    etcdctl(etcd, "del", "--prefix", "filler-lose-");
    etcdctl(etcd, "compact", "--physical", Long.toString(etcd.gateway().revision()));
  }

  /** etcdctl with all members as its endpoints. */
  static String etcdctl(LocalEtcd etcd, String... words) {
    var all =
        new java.util.ArrayList<>(
            List.of("etcdctl", "--command-timeout=60s", "--endpoints", etcd.endpointList()));
    all.addAll(List.of(words));
    return LocalEtcd.command(all.toArray(String[]::new));
  }

  /** The size of every member's database, in bytes. */
  static List<Long> sizes(LocalEtcd etcd) {
    return IntStream.range(0, etcd.endpointList().split(",", -1).length)
        .mapToObj(index -> etcd.status(index).path("dbSize").asLong())
        .toList();
  }

  /** The different hashes that the members have of all keys and revisions: one if they agree. */
  static Set<Long> hashes(LocalEtcd etcd) {
    try {
      var hashes = new HashSet<Long>();
      new ObjectMapper()
          .readTree(etcdctl(etcd, "endpoint", "hashkv", "-w", "json"))
          .forEach(member -> hashes.add(member.at("/HashKV/hash").asLong()));
      return hashes;
    } catch (IOException invalid) {
      throw new UncheckedIOException(invalid);
    }
  }

  /** Whether a member says of itself that it is being defragmented. */
  static boolean isBeingDefragmented(LocalEtcd etcd, int index) {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + etcd.endpoint(index) + "/metrics")).build();
    try {
      return CLIENT
          .send(request, HttpResponse.BodyHandlers.ofString())
          .body()
          .contains("\netcd_disk_defrag_inflight 1");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** Waits, without a pause that could miss it, for the first member that is being defragmented. */
  static int awaitDefragmentation(LocalEtcd etcd, int members) {
    var end = System.nanoTime() + 30_000_000_000L;
    while (System.nanoTime() < end) {
      for (var index = 0; index < members; index++) {
        if (isBeingDefragmented(etcd, index)) {
          return index;
        }
      }
    }
    throw new AssertionError("no member was defragmented within 30 s");
  }
}
