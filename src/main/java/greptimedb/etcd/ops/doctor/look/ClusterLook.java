package greptimedb.etcd.ops.doctor.look;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.greptimedb.GreptimeConfiguration;
import greptimedb.etcd.model.RequiredKind;
import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.model.greptimedb.Cutover;
import greptimedb.etcd.model.greptimedb.LiveCluster;
import greptimedb.etcd.ops.cluster.Cluster;
import greptimedb.etcd.ops.cluster.ContainerCommand;
import greptimedb.etcd.ops.cluster.KubernetesCluster;
import greptimedb.etcd.ops.cluster.MemberPods;
import greptimedb.etcd.ops.cluster.OpenRestore;
import greptimedb.etcd.ops.cluster.PodConditions;
import greptimedb.etcd.ops.doctor.check.Alarm;
import greptimedb.etcd.ops.doctor.check.Clocks.Difference;
import greptimedb.etcd.ops.doctor.check.DataHash;
import greptimedb.etcd.ops.doctor.check.Member;
import greptimedb.etcd.ops.doctor.check.MemberStatus;
import greptimedb.etcd.ops.restore.live.LiveGreptime;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks at the cluster, from several threads. What several checks need is asked once; what cannot
 * be asked because the API server or every member is away is {@link Unasked}.
 */
public final class ClusterLook {
  private final KubernetesClient client;
  private final Configuration configuration;
  private final String namespace;
  private final Once<ApiServer.Greeting> greeting;
  private final Once<List<Pod>> pods;
  private final Once<List<MemberStatus>> statuses;
  private final Once<List<Member>> members;
  private final Once<List<Job>> jobs;
  private final Once<Map<String, CronJob>> cronJobs;
  private final EtcdMembers etcd;

  /**
   * Asks nothing yet.
   *
   * @param client stays open: it belongs to the caller
   */
  public ClusterLook(KubernetesClient client, Configuration configuration) {
    this.client = client;
    this.configuration = configuration;
    this.namespace = configuration.cluster().namespace();
    this.greeting = new Once<>(new ApiServer(client)::greet);
    this.pods = new Once<>(() -> MemberPods.of(reachable(), namespace, configuration.releases()));
    this.etcd = new EtcdMembers(this::runningMember, active().memberEndpoints());
    this.statuses = new Once<>(etcd::statuses);
    this.members = new Once<>(etcd::members);
    this.jobs =
        new Once<>(() -> reachable().batch().v1().jobs().inNamespace(namespace).list().getItems());
    this.cronJobs = new Once<>(this::cronJobsByName);
  }

  /** The name of the kubeconfig's context; empty if there is none. */
  public Optional<String> context() {
    return Optional.ofNullable(client.getConfiguration().getCurrentContext())
        .map(NamedContext::getName);
  }

  /** The API server's address. */
  public String server() {
    return client.getMasterUrl().toString().replaceFirst("/$", "");
  }

  /** Whether a pod's service account stands in for a kubeconfig. */
  public static boolean isInPod() {
    return Files.exists(Path.of(Config.KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH));
  }

  /** What the API server answered to the first question. */
  public ApiServer.Greeting greeting() {
    return greeting.get();
  }

  /** Whether the API server has a kind. */
  public boolean knows(RequiredKind kind) {
    var resources = reachable().getApiResources(kind.apiVersion());
    return resources != null
        && resources.getResources().stream()
            .anyMatch(resource -> resource.getKind().equals(kind.kind()));
  }

  /** All of the cluster. */
  public List<StorageClass> storageClasses() {
    return reachable().storage().v1().storageClasses().list().getItems();
  }

  /** Those of the active release's members. */
  public List<PersistentVolumeClaim> memberClaims() {
    var prefix = "data-%s-".formatted(active().fullName());
    return reachable().persistentVolumeClaims().inNamespace(namespace).list().getItems().stream()
        .filter(claim -> claim.getMetadata().getName().matches(prefix + "\\d+"))
        .toList();
  }

  /** A claim of the namespace; empty if it is not there. */
  public Optional<PersistentVolumeClaim> claim(String name) {
    return Optional.ofNullable(
        reachable().persistentVolumeClaims().inNamespace(namespace).withName(name).get());
  }

  /** The members' pods, of all releases. */
  public List<Pod> pods() {
    return pods.get();
  }

  /** What the members of the active release say of themselves; those that answer. */
  public List<MemberStatus> statuses() {
    return statuses.get();
  }

  /** The members of the active release by etcd's own list. */
  public List<Member> members() {
    return members.get();
  }

  /** The alarms that are raised there. */
  public List<Alarm> alarms() {
    return etcd.alarms();
  }

  /** A hash of the data of each of its members that answers, at one revision. */
  public List<DataHash> hashes() {
    return etcd.hashes();
  }

  /** All of the namespace. */
  public Map<String, CronJob> cronJobs() {
    return cronJobs.get();
  }

  /** All of the namespace. */
  public List<Job> jobs() {
    return jobs.get();
  }

  /** For Helm's records. */
  public Cluster cluster() {
    return new KubernetesCluster(reachable());
  }

  /** A restore that has not come to its end. */
  public Optional<String> openRestore() {
    return OpenRestore.in(reachable(), namespace);
  }

  /** What {@code pulumi up} would do to the GreptimeDBCluster; empty if it is not there. */
  public Optional<Cutover> cutover(GreptimeConfiguration greptimedb) {
    return new LiveGreptime(reachable(), greptimedb)
        .object()
        .map(object -> new Cutover(greptimedb, new LiveCluster(object), active()));
  }

  /** The clocks of the API server and of the members that are ready. */
  public List<Difference> clocks() {
    var server = greeting().clock().stream();
    var ready = pods().stream().filter(PodConditions::isReady);
    return Stream.concat(server, ready.map(this::clock)).toList();
  }

  private Difference clock(Pod pod) {
    var asked = Instant.now();
    var result =
        new ContainerCommand(client, pod, ContainerCommand.ETCD).run(List.of("date", "+%s"));
    var read = Instant.ofEpochSecond(Long.parseLong(result.output().strip()));
    return Clock.wholeSeconds(pod.getMetadata().getName(), read, asked, Instant.now());
  }

  private Map<String, CronJob> cronJobsByName() {
    return reachable().batch().v1().cronjobs().inNamespace(namespace).list().getItems().stream()
        .collect(Collectors.toMap(cronJob -> cronJob.getMetadata().getName(), Function.identity()));
  }

  private EtcdMembers.Shell runningMember() {
    return MemberPods.toAsk(pods(), configuration.active())
        .<EtcdMembers.Shell>map(
            pod -> new ContainerCommand(client, pod, ContainerCommand.ETCD)::run)
        .orElseThrow(
            () -> new Unasked("no pod of release %s runs".formatted(configuration.active())));
  }

  private ReleaseNames active() {
    return ReleaseNames.of(configuration.cluster(), configuration.active());
  }

  private KubernetesClient reachable() {
    if (greeting().version().isEmpty()) {
      throw new Unasked("the API server does not answer");
    }
    return client;
  }
}
