package greptimedb.etcd.outputs;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outputs of a greptimedb-etcd stack, contract version 1. A block that is switched off is
 * empty.
 *
 * @param namespace Kubernetes namespace of the releases
 * @param createNamespace whether the program made it; empty if the stack was last changed by an
 *     earlier program
 * @param activeRelease the Helm release that GreptimeDB uses
 * @param endpoint {@code host:port} of its client Service
 * @param memberEndpoints {@code host:port} of each of its members
 * @param releases every release of the stack, by its name
 * @param backup snapshots
 * @param restore the release that started from a snapshot
 * @param monitoring what Prometheus and Grafana find
 * @param defrag defragmentation
 * @param greptimedb the GreptimeDBCluster that follows the active release
 */
public record EtcdStackOutputs(
    String namespace,
    Optional<Boolean> createNamespace,
    String activeRelease,
    String endpoint,
    List<String> memberEndpoints,
    Map<String, Release> releases,
    Optional<Backup> backup,
    Optional<Restore> restore,
    Optional<Monitoring> monitoring,
    Optional<Defrag> defrag,
    Optional<Greptimedb> greptimedb) {
  /** The contract version that this reader knows. */
  public static final int KNOWN_VERSION = 1;

  /** Names of the outputs that every stack has, for whoever asks for outputs one by one. */
  public static final List<String> REQUIRED =
      List.of(
          "contractVersion",
          "namespace",
          "activeRelease",
          "endpoint",
          "memberEndpoints",
          "releases");

  /**
   * Reads the outputs as {@code StackReference.outputs()} or a JSON parser gives them.
   *
   * @throws OutputsException if they are of another contract version, or of no such stack
   */
  public static EtcdStackOutputs of(Map<String, ?> outputs) {
    var block = new Block("", outputs);
    checkVersion(block);
    return new EtcdStackOutputs(
        block.text("namespace"),
        block.optionalFlag("createNamespace"),
        block.text("activeRelease"),
        block.text("endpoint"),
        block.texts("memberEndpoints"),
        block.blocks("releases", Release::of),
        block.block("backup", Backup::of),
        block.block("restore", Restore::of),
        block.block("monitoring", Monitoring::of),
        block.block("defrag", Defrag::of),
        block.block("greptimedb", Greptimedb::of));
  }

  private static void checkVersion(Block outputs) {
    var version =
        outputs
            .optionalNumber("contractVersion")
            .orElseThrow(
                () ->
                    new OutputsException(
                        "contractVersion: missing: these are not the outputs of a greptimedb-etcd"
                            + " stack, or nothing was deployed yet"));
    if (version != KNOWN_VERSION) {
      throw new OutputsException(
          "contractVersion: %d: this reader knows version %d; take the greptimedb-etcd-outputs.jar of the program that made the stack"
              .formatted(version, KNOWN_VERSION));
    }
  }

  /**
   * A Helm release of etcd.
   *
   * @param endpoint {@code host:port} of its client Service
   * @param memberEndpoints {@code host:port} of each member
   * @param storageSize volume of a member, as a Kubernetes quantity such as {@code 8Gi}
   * @param storageClass of that volume, where an empty text is the default class; empty if the
   *     stack was last changed by an earlier program
   * @param claimTemplates fingerprint of what else the volumes were made from; empty likewise
   */
  public record Release(
      String endpoint,
      List<String> memberEndpoints,
      String storageSize,
      Optional<String> storageClass,
      Optional<String> claimTemplates) {
    private static Release of(Block block) {
      return new Release(
          block.text("endpoint"),
          block.texts("memberEndpoints"),
          block.text("storageSize"),
          block.optionalText("storageClass"),
          block.optionalText("claimTemplates"));
    }
  }

  /**
   * Snapshots.
   *
   * @param mode {@code managed} or {@code chart}
   * @param claim PersistentVolumeClaim that holds the files
   * @param schedule five fields of cron, in UTC
   * @param keep files that are kept
   * @param cronJob that takes them
   * @param storage where the files are; empty if the stack was last changed by an earlier program
   */
  public record Backup(
      String mode,
      String claim,
      String schedule,
      int keep,
      String cronJob,
      Optional<Storage> storage) {
    private static Backup of(Block block) {
      return new Backup(
          block.text("mode"),
          block.text("claim"),
          block.text("schedule"),
          block.number("keep"),
          block.text("cronJob"),
          block.block("storage", Storage::of));
    }
  }

  /**
   * Where the snapshots are.
   *
   * @param kind {@code nfs}, {@code class} or {@code claim}
   * @param server of kind nfs
   * @param path of kind nfs
   * @param storageClass of kind class
   * @param size of the claim, unless somebody else made it
   */
  public record Storage(
      String kind,
      Optional<String> server,
      Optional<String> path,
      Optional<String> storageClass,
      Optional<String> size) {
    private static Storage of(Block block) {
      return new Storage(
          block.text("kind"),
          block.optionalText("server"),
          block.optionalText("path"),
          block.optionalText("class"),
          block.optionalText("size"));
    }
  }

  /**
   * A finished restore.
   *
   * @param release that started from the snapshot
   * @param snapshot as the stack file names it, {@code latest} included
   * @param preparedSnapshot file that the release started from
   */
  public record Restore(String release, String snapshot, String preparedSnapshot) {
    private static Restore of(Block block) {
      return new Restore(
          block.text("release"), block.text("snapshot"), block.text("preparedSnapshot"));
    }
  }

  /**
   * Monitoring.
   *
   * @param mode {@code managed} or {@code chart}
   * @param namespace of PodMonitor and PrometheusRule
   * @param podMonitor its name
   * @param job label {@code job} of every series
   * @param rules the PrometheusRule; empty if there are no alerts
   * @param dashboard empty if there is none
   */
  public record Monitoring(
      String mode,
      String namespace,
      String podMonitor,
      String job,
      Optional<String> rules,
      Optional<Dashboard> dashboard) {
    private static Monitoring of(Block block) {
      return new Monitoring(
          block.text("mode"),
          block.text("namespace"),
          block.text("podMonitor"),
          block.text("job"),
          block.optionalText("rules"),
          block.block("dashboard", Dashboard::of));
    }
  }

  /**
   * Dashboards.
   *
   * @param via {@code sidecar}, {@code operator} or {@code api}
   * @param own whether the program's own is there
   * @param id of the one imported from grafana.com; empty if none is
   * @param revision of that
   */
  public record Dashboard(
      String via, boolean own, Optional<Integer> id, Optional<Integer> revision) {
    private static Dashboard of(Block block) {
      return new Dashboard(
          block.text("via"),
          block.flag("own"),
          block.optionalNumber("id"),
          block.optionalNumber("revision"));
    }
  }

  /**
   * Defragmentation.
   *
   * @param mode {@code managed} or {@code chart}
   * @param schedule five fields of cron, in UTC
   * @param cronJob that does it
   */
  public record Defrag(String mode, String schedule, String cronJob) {
    private static Defrag of(Block block) {
      return new Defrag(block.text("mode"), block.text("schedule"), block.text("cronJob"));
    }
  }

  /**
   * The GreptimeDBCluster that follows.
   *
   * @param namespace of it
   * @param name of it
   * @param field {@code etcdEndpoints} or {@code backendStorage}
   */
  public record Greptimedb(String namespace, String name, String field) {
    private static Greptimedb of(Block block) {
      return new Greptimedb(block.text("namespace"), block.text("name"), block.text("field"));
    }
  }
}
