package greptimedb.etcd.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.doctor.Examination.Made;
import greptimedb.etcd.ops.doctor.check.Judgement;
import greptimedb.etcd.ops.doctor.check.Verdict;
import greptimedb.etcd.ops.doctor.look.Unasked;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ExaminationTest {
  private static final Judgement FINE = Judgement.fine("fine");

  @Test
  void oneThatCannotBeAskedKeepsNoOtherFromTelling() {
    var made =
        examine(
            Duration.ofMinutes(1),
            List.of(
                () -> {
                  throw new Unasked("the API server does not answer");
                },
                () -> {
                  throw OpsException.unreadable("pulumi cannot be run");
                },
                () -> {
                  throw new KubernetesClientException("forbidden");
                },
                () -> {
                  throw new IllegalStateException("a defect");
                },
                () -> FINE));

    assertThat(made)
        .extracting(check -> check.judgement().found())
        .containsExactly(
            "not asked: the API server does not answer",
            "not asked: pulumi cannot be run",
            "not asked: forbidden",
            "not asked: a defect",
            "fine");
    assertThat(made.subList(0, 4))
        .allMatch(check -> check.judgement().verdict() == Verdict.UNASKED);
  }

  @Test
  void allAreMadeAtTheSameTime() {
    // given: each waits for the others
    var together = new CyclicBarrier(3);
    Supplier<Judgement> waiting =
        () -> {
          try {
            together.await();
            return FINE;
          } catch (Exception broken) {
            throw new AssertionError(broken);
          }
        };
    // then
    assertThat(examine(Duration.ofMinutes(1), List.of(waiting, waiting, waiting)))
        .allMatch(check -> check.judgement().equals(FINE));
  }

  @Test
  void oneThatTakesTooLongIsGivenUp() {
    // given
    var never = new CountDownLatch(1);
    // when
    var made =
        examine(
            Duration.ofMillis(50),
            List.of(
                () -> {
                  try {
                    never.await();
                  } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                  }
                  return FINE;
                }));
    // then
    assertThat(made.get(0).judgement().found()).startsWith("not asked: no answer within");
  }

  @Test
  void eachIsToldInTheOrderOfTheList() {
    var told = new ArrayList<String>();

    new Examination(Duration.ofMinutes(1))
        .of(
            List.of(new Check("first", () -> FINE), new Check("second", () -> FINE)),
            made -> told.add(made.name()));

    assertThat(told).containsExactly("first", "second");
  }

  private static List<Made> examine(Duration patience, List<Supplier<Judgement>> looks) {
    var checks = looks.stream().map(look -> new Check("check", look)).toList();
    return new Examination(patience).of(checks, made -> {});
  }
}
