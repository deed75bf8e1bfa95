package greptimedb.etcd.ops.restore.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveReleasesTest {

  @Test
  void whatAnEarlierRestorePreparedIsNotTakenForThisOne() {
    // given
    var jobs = List.of(preparation("db-1", "restore-1"), preparation("db-2", "restore-2"));
    // then
    assertThat(LiveReleases.preparedAs(jobs, "db-2")).containsExactly("restore-2");
    assertThat(LiveReleases.preparedAs(jobs, "db-3")).isEmpty();
  }

  private static Job preparation(String snapshot, String prepared) {
    return new JobBuilder()
        .withNewSpec()
        .withNewTemplate()
        .withNewSpec()
        .addNewContainer()
        .addNewEnv()
        .withName("SNAPSHOT")
        .withValue(snapshot)
        .endEnv()
        .addNewEnv()
        .withName("PREPARED")
        .withValue(prepared)
        .endEnv()
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
