package greptimedb.etcd.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Three members against the record of the file that they are said to have started from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@BesideOthers
class AgreeIT {
  private static final String PREPARED = "restore-2025-01-06_11-18-0a1b2c3d";
  @TempDir private Path volume;
  private LocalEtcd etcd;

  @BeforeAll
  void start() {
    etcd = LocalEtcd.start(3);
    etcd.gateway().putMany("key/", 300, "value");
  }

  @AfterAll
  void stop() {
    etcd.close();
  }

  @Test
  @Order(1)
  void membersThatHoldThePreparedDataAgree() throws IOException {
    // given
    record(etcd.gateway().revision(), 300);
    // when
    var result = agree(60);
    // then
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.output())
        .contains("All 3 members hold " + PREPARED + ": 300 keys")
        .contains("{\"event\":\"agreed\",\"prepared\":\"%s\",\"members\":3".formatted(PREPARED));
  }

  @Test
  @Order(2)
  void aLeaseThatRanOutSinceIsNoDifference() throws IOException {
    // given
    record(etcd.gateway().revision(), 300);
    etcd.gateway().put("key/000000", "changed");
    // then
    assertThat(agree(60).exitCode()).isZero();
  }

  @Test
  @Order(3)
  void otherKeysAreOtherData() throws IOException {
    // given
    record(etcd.gateway().revision(), 299);
    // when
    var result = agree(60);
    // then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors())
        .contains("the members agree on 300 keys, but %s has 299".formatted(PREPARED))
        .contains("remove the claims");
  }

  @Test
  @Order(4)
  void aHigherRevisionIsAVolumeThatLivedOn() throws IOException {
    // given
    record(etcd.gateway().revision(), 300);
    for (var write = 0; write <= 100; write++) {
      etcd.gateway().put("key/000001", Integer.toString(write));
    }
    // then
    var result = agree(60);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors()).contains("they have other data, perhaps volumes of an earlier");
  }

  @Test
  @Order(5)
  void anUnpreparedFileIsRefused() throws IOException {
    // given
    Files.deleteIfExists(volume.resolve("info-%s.json".formatted(PREPARED)));
    // then
    var result = agree(60);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.errors()).contains("has no record of " + PREPARED);
  }

  @Test
  @Order(6)
  void aMemberThatDoesNotAnswerIsNamedWithTheTable() throws IOException {
    // given
    record(etcd.gateway().revision(), 300);
    etcd.pause(2);
    try {
      // when
      var result = agree(5);
      // then
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.errors())
          .contains("the members do not agree after 5 s")
          .contains(etcd.endpoint(2) + ": no answer")
          .contains(etcd.endpoint(0) + ": cluster ");
    } finally {
      etcd.resume(2);
    }
  }

  @Test
  @Order(7)
  void membersOfTwoClustersDoNotAgree() throws IOException {
    // given
    record(etcd.gateway().revision(), 300);
    try (var other = LocalEtcd.start(1)) {
      // when
      var endpoints = "%s,%s".formatted(etcd.endpoint(0), other.endpoint(0));
      var result = agree(endpoints, 5);
      // then
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.errors()).contains("the members do not agree after 5 s");
    }
  }

  private void record(long revision, int keys) throws IOException {
    Files.writeString(
        volume.resolve("info-%s.json".formatted(PREPARED)),
        "{\"file\":\"%s\",\"source\":\"db-2025-01-06_11-18\",\"sourceRevision\":1,\"revision\":%d,\"keysBefore\":%d,\"keys\":%d}\n"
            .formatted(PREPARED, revision, keys, keys));
  }

  private JobScript.Result agree(int seconds) {
    return agree(etcd.endpointList(), seconds);
  }

  private JobScript.Result agree(String endpoints, int seconds) {
    return JobScript.run(
        "agree.sh",
        Map.of(
            "ENDPOINTS",
            endpoints,
            "PREPARED",
            PREPARED,
            "SNAPSHOT_FOLDER",
            volume.toString(),
            "HOSTNAME",
            "verify",
            "DEADLINE",
            Integer.toString(seconds)));
  }
}
