package greptimedb.etcd.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What members.sh reads, seen by a script that prints all of it. */
@BesideOthers
class MembersIT {
  private static LocalEtcd etcd;
  @TempDir private static Path folder;

  @BeforeAll
  static void start() throws Exception {
    etcd = LocalEtcd.start(3);
    Files.writeString(
        folder.resolve("show.sh"),
        """
        set -euo pipefail
        source %1$s/output.sh; source %1$s/members.sh
        members_read && echo "list read" || echo "no list"
        for id in "${MEMBERS[@]}"; do
          for field in name endpoint listed started healthy leader learner alarms error; do
            printf '%%s=%%s ' "$field" "${MEMBER[$id.$field]}"
          done
          printf '\\n'
        done
        printf 'unreached=%%s\\nleader=%%s\\n' "${MEMBERS_UNREACHED[*]}" "$(members_leader)"
        id=$(members_leader)
        printf 'numbers=%%s,%%s,%%s,%%s,%%s\\n' "${MEMBER[$id.revision]:-}" "${MEMBER[$id.applied]:-}" \\
          "${MEMBER[$id.size]:-}" "${MEMBER[$id.use]:-}" "${MEMBER[$id.cluster]:-}"
        """
            .formatted(Path.of("src/main/resources/jobs").toAbsolutePath()));
  }

  @AfterAll
  static void stop() {
    etcd.close();
  }

  private static List<String> show(String endpoints) {
    var result =
        JobScript.run(
            folder.resolve("show.sh").toString(),
            Map.of(
                "ENDPOINTS", endpoints, "CALL_SECONDS", "2", "ETCDCTL_ENDPOINTS", "elsewhere:1"));
    assertThat(result.exitCode()).as(result.errors()).isZero();
    return result.output().lines().map(String::strip).toList();
  }

  private static String line(int index, String name, boolean leader) {
    return "name=%s endpoint=%s listed=yes started=yes healthy=yes leader=%s learner=no alarms= error="
        .formatted(name, etcd.endpoint(index), leader ? "yes" : "no");
  }

  @Test
  void everyMemberIsRead() {
    // given
    var revision = etcd.gateway().put("key", "value");
    var leader = etcd.leader();

    // when
    var lines = show(etcd.endpoint(2) + "," + etcd.endpoint(0) + "," + etcd.endpoint(1));

    // then: in the order of the endpoints
    assertThat(lines)
        .startsWith(
            "list read",
            line(2, "etcd-2", leader == 2),
            line(0, "etcd-0", leader == 0),
            line(1, "etcd-1", leader == 1),
            "unreached=");
    var status = etcd.status(leader);
    assertThat(lines.get(6))
        .startsWith("numbers=" + revision + ",")
        .contains("," + status.path("dbSize").asText() + ",")
        .endsWith("," + Long.toHexString(cluster()));
  }

  private static long cluster() {
    return Long.parseUnsignedLong(etcd.status(0).at("/header/cluster_id").asText());
  }

  @Test
  void membersThatNoEndpointLeadsToAreAskedAsWell() {
    // when: an endpoint that nobody listens at, and one member
    var lines = show("127.0.0.1:1," + etcd.endpoint(1));

    // then
    assertThat(lines)
        .contains("list read", "unreached=127.0.0.1:1")
        .anyMatch(line -> line.contains("name=etcd-0 endpoint=" + etcd.endpoint(0)))
        .anyMatch(line -> line.contains("name=etcd-2 endpoint=" + etcd.endpoint(2)))
        .filteredOn(line -> line.contains("healthy=yes"))
        .hasSize(3);
  }

  @Test
  void aMemberThatHangsIsNotHealthyAndTheOthersAre() {
    // given
    var hanging = (etcd.leader() + 1) % 3;
    etcd.pause(hanging);
    try {
      // when
      var lines = show(etcd.endpointList());

      // then
      assertThat(lines)
          .contains("list read", "unreached=" + etcd.endpoint(hanging))
          .anyMatch(line -> line.startsWith("name=etcd-" + hanging) && line.contains("healthy=no"))
          .filteredOn(line -> line.contains("healthy=yes"))
          .hasSize(2);
    } finally {
      etcd.resume(hanging);
      etcd.awaitHealthy();
    }
  }

  @Test
  void withoutQuorumThereIsNoListAndNoLeader() {
    // given
    etcd.pause(0);
    etcd.pause(1);
    try {
      // when
      var lines = show(etcd.endpointList());

      // then: the last one tells its status, and is not healthy
      assertThat(lines)
          .contains("no list", "leader=")
          .anyMatch(line -> line.contains(etcd.endpoint(2)) && line.contains("healthy=no"))
          .noneMatch(line -> line.contains("healthy=yes"));
    } finally {
      etcd.resume(0);
      etcd.resume(1);
      etcd.awaitHealthy();
    }
  }
}
