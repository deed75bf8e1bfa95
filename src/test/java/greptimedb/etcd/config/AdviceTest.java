package greptimedb.etcd.config;

import static greptimedb.etcd.config.ConfigurationText.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdviceTest {

  @Test
  void isSilentWhenThereIsRoom() {
    assertThat(Advice.on(cluster("{storage: {size: 16Gi}}"))).isEmpty();
  }

  @Test
  void warnsOfAVolumeWithoutRoomForASecondCopy() {
    assertThat(Advice.on(cluster("{}")))
        .containsExactly(
            "cluster.storage.size: 8Gi: holds no second copy of a database at its quota of 8Gi, which defragmentation needs");
  }

  @Test
  void warnsOfASingleMember() {
    assertThat(Advice.on(cluster("{replicas: 1, quota: 1Gi}")))
        .containsExactly("cluster.replicas: 1: one member tolerates no failure; 3 tolerate one");
  }
}
