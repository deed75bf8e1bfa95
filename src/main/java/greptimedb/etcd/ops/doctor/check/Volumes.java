package greptimedb.etcd.ops.doctor.check;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Storage: the class, the members' claims, the claim of the snapshots. */
public final class Volumes {
  private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";
  private static final String BOUND = "Bound";
  private static final String FOR_MANY_NODES = "ReadWriteMany";

  private Volumes() {}

  /**
   * The class of the members' volumes.
   *
   * @param wanted {@code cluster.storage.class}; empty for the cluster's default
   * @param classes all of the cluster
   */
  public static Judgement storageClass(Optional<String> wanted, List<StorageClass> classes) {
    var names = classes.stream().map(found -> found.getMetadata().getName()).sorted().toList();
    if (wanted.isPresent()) {
      return names.contains(wanted.get())
          ? Judgement.fine(wanted.get())
          : Judgement.failed(
              "there is no class " + wanted.get(),
              "set cluster.storage.class to one of: " + String.join(", ", names));
    }
    var defaults = classes.stream().filter(Volumes::isDefault).toList();
    return switch (defaults.size()) {
      case 0 ->
          Judgement.failed(
              "no class is the default, so claims without a class wait forever",
              names.isEmpty()
                  ? "install a provisioner"
                  : "set cluster.storage.class to one of: " + String.join(", ", names));
      case 1 -> Judgement.fine(defaults.get(0).getMetadata().getName() + ", the default");
      default ->
          Judgement.warning(
              "%d classes are the default; the newest is taken".formatted(defaults.size()),
              "set cluster.storage.class, or leave one default");
    };
  }

  private static boolean isDefault(StorageClass found) {
    var annotations = found.getMetadata().getAnnotations();
    return annotations != null && "true".equals(annotations.get(DEFAULT));
  }

  /**
   * The members' claims.
   *
   * @param members how many there are to be
   * @param claims those of the active release
   */
  public static Judgement members(int members, List<PersistentVolumeClaim> claims) {
    var troubles = new ArrayList<Judgement>();
    if (claims.size() < members) {
      troubles.add(
          Judgement.failed(
              "%d of %d claims are there".formatted(claims.size(), members),
              "pulumi up makes them with the members"));
    }
    claims.stream()
        .filter(claim -> !BOUND.equals(phase(claim)))
        .map(
            claim ->
                Judgement.failed(
                    "%s is %s".formatted(claim.getMetadata().getName(), phase(claim)),
                    "kubectl describe pvc says why"))
        .forEach(troubles::add);
    return Judgement.of(
        troubles,
        claims.stream()
            .map(claim -> claim.getMetadata().getName())
            .sorted()
            .collect(Collectors.joining(", ", "", " bound")));
  }

  /**
   * The claim that snapshots are written to.
   *
   * @param name of the claim
   * @param claim empty if it is not there
   */
  public static Judgement backup(String name, Optional<PersistentVolumeClaim> claim) {
    if (claim.isEmpty()) {
      return Judgement.failed(
          name + " is not there",
          "pulumi up makes it, unless backup.storage.claim names one of your own");
    }
    var modes = claim.get().getSpec().getAccessModes();
    if (!modes.contains(FOR_MANY_NODES)) {
      return Judgement.failed(
          "%s is %s, not %s: Jobs and members on other nodes cannot use it"
              .formatted(name, String.join(", ", modes), FOR_MANY_NODES),
          "set backup.storage to a volume that many nodes can write");
    }
    var phase = phase(claim.get());
    return switch (phase) {
      case BOUND -> Judgement.fine("%s, %s, bound".formatted(name, FOR_MANY_NODES));
      case "Pending" ->
          Judgement.warning(
              name + " is Pending: no snapshot can be written before it is bound",
              "kubectl describe pvc says why; a class that waits for the first pod binds it at the"
                  + " first snapshot");
      default -> Judgement.failed("%s is %s".formatted(name, phase), "kubectl describe pvc");
    };
  }

  private static String phase(PersistentVolumeClaim claim) {
    return claim.getStatus() == null ? "Pending" : claim.getStatus().getPhase();
  }
}
