package greptimedb.etcd.model.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReleaseNamesTest {

  @Test
  void namesTheDocumentsEndpoints() {
    var names = new ReleaseNames("etcd-cluster", "etcd", 3);

    assertThat(names.endpoint()).isEqualTo("etcd.etcd-cluster.svc.cluster.local:2379");
    assertThat(names.memberEndpoints())
        .containsExactly(
            "etcd-0.etcd-headless.etcd-cluster.svc.cluster.local:2379",
            "etcd-1.etcd-headless.etcd-cluster.svc.cluster.local:2379",
            "etcd-2.etcd-headless.etcd-cluster.svc.cluster.local:2379");
  }

  @Test
  void addsEtcdToANameWithoutIt() {
    assertThat(new ReleaseNames("n", "store", 1).fullName()).isEqualTo("store-etcd");
    assertThat(new ReleaseNames("n", "my-etcd-2", 1).fullName()).isEqualTo("my-etcd-2");
  }
}
