package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Claims of others are looked at before anything changes; volumes of the program's own stay. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@BesideOthers
class BackupStorageIT {
  private static final String NAMESPACE = "it-backup-storage";
  private static final String VOLUME = NAMESPACE + "-etcd-backup";
  private static final Path CHART =
      Path.of("src/test/resources/greptimedb/etcd/cluster/no-pods").toAbsolutePath();
  private TestStack stack;

  @BeforeAll
  void install() {
    stack = new TestStack(NAMESPACE);
    succeed(configured("enabled: false").up());
  }

  @AfterAll
  void remove() {
    stack.close();
    stack.run(
        "kubectl", "delete", "persistentvolume", VOLUME, "--ignore-not-found", "--wait=false");
  }

  @Test
  @Order(1)
  void aClaimThatIsNotThereIsNamedBeforeAnythingChanges() {
    // when
    configured("enabled: true, storage: {claim: snapshots}");
    var preview = stack.preview();
    var up = stack.up();
    // then
    assertThat(preview.exitCode()).isNotZero();
    assertThat(preview.output())
        .contains("backup.storage.claim: snapshots")
        .contains("'it-backup-storage/snapshots' does not exist")
        .doesNotContain("\tat ");
    assertThat(up.exitCode()).isNotZero();
    assertThat(cronJobs()).isBlank();
  }

  @Test
  @Order(2)
  void aClaimForOneNodeIsRefusedBeforeAnythingChanges() {
    // given
    claim("one-node", "ReadWriteOnce");
    // when
    configured("enabled: true, storage: {claim: one-node}");
    var preview = stack.preview();
    var up = stack.up();
    // then
    assertThat(preview.exitCode()).isNotZero();
    assertThat(preview.output())
        .contains(
            "backup.storage.claim: one-node: expected access mode ReadWriteMany, but the claim has [ReadWriteOnce]")
        .doesNotContain("\tat ");
    assertThat(up.exitCode()).isNotZero();
    assertThat(cronJobs()).isBlank();
  }

  @Test
  @Order(3)
  void aClaimThatManyNodesMayWriteToIsUsedAndNotTouched() {
    // given
    claim("many-nodes", "ReadWriteMany");
    var before = live("persistentvolumeclaim/many-nodes", "{.spec} {.metadata.labels}");
    // when
    succeed(configured("enabled: true, storage: {claim: many-nodes}").up());
    // then
    assertThat(cronJobs()).contains("etcd-snapshotter");
    assertThat(live("persistentvolumeclaim/many-nodes", "{.spec} {.metadata.labels}"))
        .isEqualTo(before);
  }

  @Test
  @Order(4)
  void nfsGivesARetainedVolumeAndAClaimThatIsBoundToIt() {
    // when
    succeed(
        configured("enabled: true, storage: {nfs: {server: nfs.invalid, path: /exports}}").up());
    // then
    assertThat(
            live(
                "persistentvolume/" + VOLUME,
                "{.spec.persistentVolumeReclaimPolicy} {.spec.mountOptions} {.spec.nfs.server}"))
        .isEqualTo("Retain [\"hard\",\"nfsvers=4.1\"] nfs.invalid");
    assertThat(live("persistentvolumeclaim/etcd-backup", "{.spec.volumeName}")).isEqualTo(VOLUME);
  }

  @Test
  @Order(5)
  void neitherRemovingTheBlockNorDestroyDeletesThem() {
    // given
    var volume = live("persistentvolume/" + VOLUME, "{.metadata.uid}");
    var claim = live("persistentvolumeclaim/etcd-backup", "{.metadata.uid}");
    // when
    succeed(configured("enabled: false").up());
    // then
    assertThat(cronJobs()).isBlank();
    assertThat(live("persistentvolume/" + VOLUME, "{.metadata.uid}")).isEqualTo(volume);
    assertThat(live("persistentvolumeclaim/etcd-backup", "{.metadata.uid}")).isEqualTo(claim);
    // when: on again, then everything goes
    succeed(
        configured("enabled: true, storage: {nfs: {server: nfs.invalid, path: /exports}}").up());
    succeed(stack.destroy());
    // then
    assertThat(cronJobs()).isBlank();
    assertThat(live("persistentvolume/" + VOLUME, "{.metadata.uid}")).isEqualTo(volume);
    assertThat(live("persistentvolumeclaim/etcd-backup", "{.metadata.uid}")).isEqualTo(claim);
  }

  private TestStack configured(String backup) {
    return stack.configuredWith(
        """
        config:
          greptimedb-etcd:cluster: {namespace: %s, chart: {reference: "%s"}}
          greptimedb-etcd:backup: {%s}
        """
            .formatted(NAMESPACE, CHART, backup));
  }

  private void claim(String name, String accessMode) {
    var object =
        "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: %s}, spec: {accessModes: [%s], storageClassName: none, resources: {requests: {storage: 1Gi}}}}"
            .formatted(name, accessMode);
    succeed(stack.run("bash", "-c", "kubectl -n \"$1\" apply -f - <<<\"$0\"", object, NAMESPACE));
  }

  private String cronJobs() {
    return succeed(stack.kubectl("get", "cronjobs", "-o", "name")).output();
  }

  private String live(String object, String fields) {
    return succeed(stack.kubectl("get", object, "-o", "jsonpath=" + fields)).output();
  }
}
