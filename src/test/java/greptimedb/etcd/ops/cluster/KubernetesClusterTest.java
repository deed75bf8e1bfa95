package greptimedb.etcd.ops.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;

class KubernetesClusterTest {
  @Test
  void itRefusesToDeleteAClaimBeforeAnyCall() {
    var client = mock(KubernetesClient.class);
    var key = new ManifestObject.Key("v1", "PersistentVolumeClaim", "n", "data-etcd-0");

    assertThatThrownBy(() -> new KubernetesCluster(client).delete(key))
        .isInstanceOf(IllegalArgumentException.class);
    verifyNoInteractions(client);
  }
}
