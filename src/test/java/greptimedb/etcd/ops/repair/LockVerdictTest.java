package greptimedb.etcd.ops.repair;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.ops.stack.Lock;
import greptimedb.etcd.ops.stack.ProcessFacts;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LockVerdictTest {
  private static final Instant TAKEN = Instant.parse("2026-01-01T12:00:00Z");
  private static final Lock LOCK = new Lock(42, "me", "here", TAKEN);

  @Test
  void aLockOfAnotherHostCannotBeJudged() {
    assertThat(LockVerdict.of(LOCK, "elsewhere", Optional.empty()))
        .isEqualTo(LockVerdict.ELSEWHERE);
  }

  @Test
  void aDeadProcessHoldsNothing() {
    assertThat(LockVerdict.of(LOCK, "here", Optional.empty())).isEqualTo(LockVerdict.STALE);
  }

  @Test
  void aLivingCommandLineHoldsItsLock() {
    var holder = process("/usr/bin/pulumi", Optional.of(TAKEN.minusSeconds(3)));

    assertThat(LockVerdict.of(LOCK, "here", holder)).isEqualTo(LockVerdict.LIVE);
  }

  @Test
  void aPidThatAnotherProgramHasNowWasReused() {
    var holder = process("/usr/bin/bash", Optional.of(TAKEN.minusSeconds(3)));

    assertThat(LockVerdict.of(LOCK, "here", holder)).isEqualTo(LockVerdict.STALE);
  }

  @Test
  void aProcessThatStartedAfterTheLockWasTakenIsNotItsHolder() {
    var holder = process("/usr/bin/pulumi", Optional.of(TAKEN.plusSeconds(60)));

    assertThat(LockVerdict.of(LOCK, "here", holder)).isEqualTo(LockVerdict.STALE);
  }

  @Test
  void aProcessOfWhichNothingIsKnownCountsAsAlive() {
    var holder = process("", Optional.empty());

    assertThat(LockVerdict.of(LOCK, "here", holder)).isEqualTo(LockVerdict.LIVE);
  }

  private static Optional<ProcessFacts> process(String command, Optional<Instant> started) {
    return Optional.of(new ProcessFacts(42, 1, "", command, started, Optional.empty()));
  }
}
