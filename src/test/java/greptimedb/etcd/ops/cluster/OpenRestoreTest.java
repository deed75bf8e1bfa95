package greptimedb.etcd.ops.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenRestoreTest {

  @ParameterizedTest
  @ValueSource(strings = {"RUNNING", "ROLLING_BACK"})
  void aRestoreThatHasNotEndedIsNamed(String outcome) {
    assertThat(OpenRestore.of(progress(outcome))).contains("restore 20260102-030405");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DONE", "ROLLED_BACK"})
  void oneThatHasEndedIsNoObstacle(String outcome) {
    assertThat(OpenRestore.of(progress(outcome))).isEmpty();
  }

  @Test
  void aMapWithoutProgressIsNoRestore() {
    assertThat(OpenRestore.of(new ConfigMap())).isEmpty();
  }

  private static ConfigMap progress(String outcome) {
    return new ConfigMapBuilder()
        .addToData(
            "progress.json",
            "{\"id\" : \"20260102-030405\", \"outcome\" : \"%s\"}".formatted(outcome))
        .build();
  }
}
