package greptimedb.etcd.ops.doctor.check;

import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFailed;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFine;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertWarning;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.config.defrag.Thresholds;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.ops.doctor.check.Databases.QuotaLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabasesTest {
  private static final long MEBIBYTE = 1L << 20;

  @Test
  void theLargestDatabaseIsHeldAgainstTheQuota() {
    assertFine(quota(79), "etcd-0 has 79.0 MiB of 100Mi, 79%");
    assertWarning(quota(80), "80%");
    assertFailed(quota(95), "95%", "takes no writes");
  }

  @Test
  void aMemberIsWorthDefragmentingFromBothThresholdsOn() {
    assertFine(fragmentation(1000, 600), "at most 400 MiB free");
    assertFine(fragmentation(100, 10), "at most 90.0 MiB free");
    assertWarning(fragmentation(1000, 500), "etcd-0: 500 MiB of 1000 MiB are free");
  }

  @Test
  void withoutAnAnswerNothingIsKnown() {
    assertThat(Databases.quota(Quantity.of("1Gi"), new QuotaLimits(80, 95), List.of()).verdict())
        .isEqualTo(Verdict.UNASKED);
    assertThat(Databases.fragmentation(Thresholds.DEFAULT, true, List.of(), "prod").verdict())
        .isEqualTo(Verdict.UNASKED);
  }

  private static Judgement quota(int mebibytes) {
    return Databases.quota(
        Quantity.of("100Mi"),
        new QuotaLimits(80, 95),
        List.of(status(mebibytes, mebibytes), status(1, 1)));
  }

  private static Judgement fragmentation(int size, int inUse) {
    return Databases.fragmentation(
        Thresholds.DEFAULT, true, List.of(status(size, inUse), status(1, 1)), "prod");
  }

  private static MemberStatus status(int mebibytes, int inUse) {
    return new MemberStatus(
        "etcd-0.etcd-headless.x.svc:2379",
        "1",
        "3.5.21",
        mebibytes * MEBIBYTE,
        inUse * MEBIBYTE,
        "1",
        "5");
  }
}
