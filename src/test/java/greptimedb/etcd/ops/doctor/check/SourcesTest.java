package greptimedb.etcd.ops.doctor.check;

import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFailed;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFine;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertWarning;

import greptimedb.etcd.ops.doctor.check.Sources.Answer;
import org.junit.jupiter.api.Test;

class SourcesTest {
  private static final String CHART = "oci://registry.example.com/charts/etcd 11.3.4";
  private static final String IMAGE = "registry.example.com/bitnami/etcd:3.5.21";

  @Test
  void aManifestThatIsThereIsFineAndOneThatIsNotIsWrong() {
    assertFine(Sources.chart(CHART, Answer.of(200)), CHART);
    assertFine(Sources.image(IMAGE, Answer.of(200)), IMAGE);
    assertFailed(Sources.chart(CHART, Answer.of(404)), CHART, "not there");
    assertFailed(Sources.image(IMAGE, Answer.of(404)), IMAGE, "not there");
  }

  @Test
  void withoutAnAnswerTheChartIsOutOfReachButTheImageMayNotBe() {
    assertFailed(Sources.chart(CHART, Answer.none("timed out")), "timed out");
    assertFailed(Sources.chart(CHART, Answer.of(503)), "HTTP status 503");
    assertWarning(Sources.image(IMAGE, Answer.none("timed out")), "timed out", "nodes");
  }

  @Test
  void credentialsAreNotTried() {
    assertWarning(Sources.chart(CHART, Answer.of(401)), "credentials");
    assertWarning(Sources.image(IMAGE, Answer.of(403)), "credentials");
  }

  @Test
  void aLocalChartHasToBeOne() {
    assertFine(Sources.localChart("./charts/etcd", true), "./charts/etcd");
    assertFailed(Sources.localChart("./charts/etcd", false), "./charts/etcd is no chart");
  }
}
