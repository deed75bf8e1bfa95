package greptimedb.etcd.ops.restore.live;

import static greptimedb.etcd.ops.restore.live.Asking.ask;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.greptimedb.GreptimeConfiguration;
import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.model.greptimedb.Cutover;
import greptimedb.etcd.model.greptimedb.LiveCluster;
import greptimedb.etcd.ops.restore.RestorePlan;
import greptimedb.etcd.ops.restore.SnapshotFacts;
import greptimedb.etcd.ops.restore.StepFailed;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at all that could stop a restore halfway, before anything is changed. It gathers every
 * reason to refuse, not only the first.
 */
public final class Preflight {
  private final KubernetesClient client;
  private final Configuration configuration;
  private final LiveSnapshots snapshots;
  private final LiveReleases releases;
  private final List<String> refusals = new ArrayList<>();

  /** Of a stack. */
  public Preflight(
      KubernetesClient client,
      Configuration configuration,
      LiveSnapshots snapshots,
      LiveReleases releases) {
    this.client = client;
    this.configuration = configuration;
    this.snapshots = snapshots;
    this.releases = releases;
  }

  /**
   * What would be done.
   *
   * @param plan as far as it can be made
   * @param refusals why it will not be; empty when it may
   */
  public record Result(RestorePlan plan, List<String> refusals) {}

  /**
   * Looks.
   *
   * @param to the release that is to start from the snapshot
   * @param snapshot a file name, or {@code latest}
   */
  public Result look(String to, String snapshot) {
    var cluster = configuration.cluster();
    target(to);
    room(to);
    var greptimedb = configuration.greptimedb().flatMap(found -> greptimedb(found, to));
    // The only look that takes seconds: not for a restore that is refused anyway.
    var file = refusals.isEmpty() ? snapshot(snapshot) : Optional.<SnapshotFacts>empty();
    var plan =
        new RestorePlan(
            cluster.namespace(),
            configuration.active(),
            to,
            cluster.replicas(),
            snapshot.equals("latest"),
            file,
            greptimedb);
    return new Result(plan, List.copyOf(refusals));
  }

  private void target(String to) {
    if (to.equals(configuration.active())) {
      refusals.add(
          "release %s is the active one; the one before it is still there: remove it with `ops retire RELEASE`"
              .formatted(to));
      return;
    }
    if (releases.exists(to)) {
      refusals.add(
          "release %s is there already; remove it with `ops retire %s --delete-data`"
              .formatted(to, to));
    } else if (!releases.claims(to).isEmpty()) {
      refusals.add(
          "the claims %s of an earlier release %s are there, and its members would start with their old data; remove them with `ops retire %s --delete-data`"
              .formatted(releases.claims(to), to, to));
    }
  }

  private void room(String to) {
    var cluster = configuration.cluster();
    var nodes = ask(() -> client.nodes().list()).getItems();
    var pods = ask(() -> client.pods().inAnyNamespace().list()).getItems();
    var fitting = Room.fitting(cluster.resources(), cluster.replicas(), nodes, pods);
    if (fitting < cluster.replicas()) {
      refusals.add(
          "only %d of the %d members of %s fit on the nodes beside what runs there (cpu %s, memory %s each)"
              .formatted(
                  fitting,
                  cluster.replicas(),
                  to,
                  cluster.resources().cpu().text(),
                  cluster.resources().memory().text()));
    }
  }

  private Optional<SnapshotFacts> snapshot(String name) {
    try {
      var inspected = snapshots.inspect(name);
      var latest = name.equals("latest");
      if (inspected.isEmpty()) {
        if (!latest) {
          refusals.add("snapshot %s: the volume could not be asked for it".formatted(name));
        }
        return Optional.empty();
      }
      // The final snapshot is another file: a bad older one is no reason not to take it.
      if (!latest) {
        inspected
            .get()
            .problem()
            .ifPresent(problem -> refusals.add("snapshot %s: %s".formatted(name, problem)));
      }
      if (inspected.get().isMissing()) {
        return Optional.empty();
      }
      // The final snapshot will hardly be smaller than the newest one.
      size(inspected.get().facts());
      return Optional.of(inspected.get().facts());
    } catch (StepFailed failed) {
      refusals.add("the backup volume cannot be looked at: " + failed.getMessage());
      return Optional.empty();
    }
  }

  private void size(SnapshotFacts facts) {
    var quota = configuration.cluster().quota();
    if (facts.bytes() > quota.toLong()) {
      refusals.add(
          "snapshot %s has %d bytes, more than cluster.quota (%s): etcd would take no writes; raise the quota"
              .formatted(facts.name(), facts.bytes(), quota.text()));
    }
  }

  private Optional<RestorePlan.GreptimeFacts> greptimedb(
      GreptimeConfiguration greptimedb, String to) {
    var live = new LiveGreptime(client, greptimedb);
    var facts =
        new RestorePlan.GreptimeFacts(
            greptimedb.namespace(), greptimedb.name(), live.version().orElse(""));
    var object = object(live);
    if (object.isEmpty()) {
      refusals.add(
          "GreptimeDBCluster %s is not there; create it, or set greptimedb.enabled: false to restore without it"
              .formatted(facts.shown()));
      return Optional.of(facts);
    }
    var stopped = new LiveCluster(object.get()).stopped();
    var cluster = configuration.cluster();
    var names = new ReleaseNames(cluster.namespace(), to, cluster.replicas());
    new Cutover(greptimedb, stopped, names)
        .problems()
        .forEach(problem -> refusals.add(problem.toString()));
    var from = new ReleaseNames(cluster.namespace(), configuration.active(), cluster.replicas());
    if (!stopped.endpointsInUse().stream().allMatch(from::serves)) {
      refusals.add(
          "GreptimeDBCluster %s uses %s, not the active release %s; run pulumi up, or set `active` right"
              .formatted(facts.shown(), stopped.endpointsInUse(), configuration.active()));
    }
    return Optional.of(facts);
  }

  private static Optional<Map<String, Object>> object(LiveGreptime live) {
    try {
      return live.object();
    } catch (KubernetesClientException | IllegalArgumentException noSuchKind) {
      return Optional.empty();
    }
  }
}
