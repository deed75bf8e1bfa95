package greptimedb.etcd.ops.doctor.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.BesideOthers;
import greptimedb.etcd.cluster.Command;
import greptimedb.etcd.jobs.Divergence;
import greptimedb.etcd.jobs.LocalEtcd;
import greptimedb.etcd.ops.cluster.ContainerCommand.Result;
import greptimedb.etcd.ops.doctor.check.Agreement;
import greptimedb.etcd.ops.doctor.check.Alarm;
import greptimedb.etcd.ops.doctor.check.Alarms;
import greptimedb.etcd.ops.doctor.check.Judgement;
import greptimedb.etcd.ops.doctor.check.Member;
import greptimedb.etcd.ops.doctor.check.MemberStatus;
import greptimedb.etcd.ops.doctor.check.Members;
import greptimedb.etcd.ops.doctor.check.Verdict;
import greptimedb.etcd.reliability.LossScenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real members print, well and broken, as the checks read it. */
@BesideOthers
class EtcdMembersIT {
  private static final int SIZE = 3;

  @TempDir private Path folder;
  private LocalEtcd etcd;
  private EtcdMembers members;

  @BeforeEach
  void start() {
    etcd = LocalEtcd.start(SIZE);
    var endpoints = IntStream.range(0, SIZE).mapToObj(etcd::endpoint).toList();
    members = new EtcdMembers(() -> this::run, endpoints);
  }

  @AfterEach
  void stop() {
    etcd.close();
  }

  @Test
  void aHealthyClusterHasItsMembersALeaderAndNoAlarm() {
    assertThat(members.members()).extracting(Member::name).contains("etcd-0", "etcd-1", "etcd-2");
    assertThat(members.statuses())
        .hasSize(SIZE)
        .allMatch(member -> member.version().equals("3.5.21"))
        .allMatch(member -> member.size() >= member.inUse() && member.inUse() > 0);
    assertThat(list().verdict()).isEqualTo(Verdict.FINE);
    assertThat(Members.leader(members.statuses()).verdict()).isEqualTo(Verdict.FINE);
    assertThat(members.alarms()).isEmpty();
  }

  @Test
  void alarmsAreReadWithTheirMembers() {
    // given
    etcd.raise("NOSPACE", 1);
    etcd.raise("CORRUPT", 2);
    // when
    var judgement = Alarms.judge(members.alarms(), members.members());
    // then
    assertThat(members.alarms())
        .extracting(Alarm::kind)
        .containsExactlyInAnyOrder("NOSPACE", "CORRUPT");
    assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(judgement.found()).contains("NOSPACE on etcd-1").contains("CORRUPT on etcd-2");
  }

  @Test
  void aDeadMemberIsNamedAndTheOthersTell() {
    // given
    etcd.kill(2);
    // then
    assertThat(list().verdict()).isEqualTo(Verdict.FAILED);
    assertThat(list().found()).isEqualTo("etcd-2 does not answer");
    assertThat(members.statuses())
        .extracting(MemberStatus::endpoint)
        .doesNotContain(etcd.endpoint(2));
  }

  @Test
  void withoutAMajorityThereIsNoLeaderAndTheListCannotBeAsked() {
    // given
    etcd.kill(1);
    etcd.kill(2);
    // then: the member that is left gives its leader up after an election timeout
    Command.awaitUntil(
        "it knows no leader",
        Duration.ofSeconds(30),
        () -> Members.leader(members.statuses()).verdict() == Verdict.FAILED);
    assertThat(Members.leader(members.statuses()).found()).contains("knows no leader");
    assertThatThrownBy(members::members)
        .isInstanceOf(Unasked.class)
        .hasMessageContaining("etcdctl");
  }

  @Test
  void aLearnerIsOneMoreMember() {
    // given
    etcd.addLearner();
    // then
    assertThat(members.members()).filteredOn(Member::learner).hasSize(1);
    assertThat(list().found()).contains("4 members, expected 3");
  }

  @LossScenario(number = 22, text = "Doctor finds that one member's data differs")
  @Test
  void membersWhoseDataDiffersAreFound() {
    // given
    assertThat(Agreement.judge(SIZE, members::hashes))
        .isEqualTo(Judgement.fine("equal on 3 members"));
    // when
    Divergence.of(etcd, 1);
    var judgement = Agreement.judge(SIZE, members::hashes);
    // then
    assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(judgement.found()).startsWith("the members' data differs: ");
    assertThat(members.alarms()).as("etcd itself has noticed nothing").isEmpty();
  }

  private Judgement list() {
    return Members.list(SIZE, members.members(), members.statuses(), "test");
  }

  private Result run(List<String> words) {
    try {
      var output = Files.createTempFile(folder, "output", "");
      var errors = Files.createTempFile(folder, "errors", "");
      var process =
          new ProcessBuilder(words)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      return new Result(process.waitFor(), Files.readString(output), Files.readString(errors));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
