package greptimedb.etcd.ops.doctor.check;

import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFailed;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertFine;
import static greptimedb.etcd.ops.doctor.check.Verdicts.assertWarning;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VolumesTest {
  @Test
  void theNamedClassIsThere() {
    var fast = storageClass("fast", false);

    assertFine(Volumes.storageClass(Optional.of("fast"), List.of(fast)), "fast");
    assertFailed(Volumes.storageClass(Optional.of("slow"), List.of(fast)), "no class slow");
  }

  @Test
  void withoutANameExactlyOneClassIsTheDefault() {
    var fast = storageClass("fast", true);

    assertFine(Volumes.storageClass(Optional.empty(), List.of(fast)), "fast, the default");
    assertFailed(
        Volumes.storageClass(Optional.empty(), List.of(storageClass("fast", false))),
        "no class is the default");
    assertWarning(
        Volumes.storageClass(Optional.empty(), List.of(fast, storageClass("slow", true))),
        "2 classes are the default");
  }

  @Test
  void everyMemberHasABoundClaim() {
    var bound = claim("data-etcd-0", "Bound", "ReadWriteOnce");

    assertFine(Volumes.members(1, List.of(bound)), "data-etcd-0 bound");
    assertFailed(Volumes.members(2, List.of(bound)), "1 of 2 claims");
    assertFailed(
        Volumes.members(1, List.of(claim("data-etcd-0", "Pending", "ReadWriteOnce"))),
        "data-etcd-0 is Pending");
  }

  @Test
  void snapshotsHaveAClaimForManyNodes() {
    assertFine(backup("Bound", "ReadWriteMany"), "etcd-backup, ReadWriteMany, bound");
    assertWarning(backup("Pending", "ReadWriteMany"), "etcd-backup is Pending");
    assertFailed(backup("Lost", "ReadWriteMany"), "etcd-backup is Lost");
    assertFailed(backup("Bound", "ReadWriteOnce"), "ReadWriteOnce, not ReadWriteMany");
    assertFailed(Volumes.backup("etcd-backup", Optional.empty()), "etcd-backup is not there");
  }

  private static Judgement backup(String phase, String mode) {
    return Volumes.backup("etcd-backup", Optional.of(claim("etcd-backup", phase, mode)));
  }

  private static StorageClass storageClass(String name, boolean isDefault) {
    return new StorageClassBuilder()
        .withNewMetadata()
        .withName(name)
        .withAnnotations(
            Map.of("storageclass.kubernetes.io/is-default-class", Boolean.toString(isDefault)))
        .endMetadata()
        .build();
  }

  private static PersistentVolumeClaim claim(String name, String phase, String mode) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withAccessModes(mode)
        .endSpec()
        .withNewStatus()
        .withPhase(phase)
        .endStatus()
        .build();
  }
}
