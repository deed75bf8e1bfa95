package greptimedb.etcd.model.defrag;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.config.defrag.DefragConfiguration;
import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.config.value.TimeSpan;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.cluster.ObjectNames;
import greptimedb.etcd.model.job.JobNetworkPolicy;
import greptimedb.etcd.model.job.JobPod;
import greptimedb.etcd.model.job.ScheduledJob;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The CronJob that defragments the members of the active release. */
public final class Defragmenter {
  private static final String COMPONENT = "defrag";
  private static final String RESTORE_FOLDER = "/restore";

  /** The members do the work; the script and etcdctl need little. */
  private static final Quantity MEMORY = Quantity.of("256Mi");

  private Defragmenter() {}

  /** The CronJob. */
  public static KubernetesObject desired(Configuration configuration, DefragConfiguration defrag) {
    return new ScheduledJob(
            ObjectNames.of(configuration.cluster()).defrag(),
            defrag.appointment(),
            defrag.suspend(),
            defrag.jobHistory().successful(),
            defrag.jobHistory().failed(),
            pod(configuration, defrag))
        .desired(configuration);
  }

  /** Its name: the chart names its own after the release that it belongs to. */
  public static String cronJob(Configuration configuration, DefragConfiguration defrag) {
    return defrag.mode() == Mode.MANAGED
        ? ObjectNames.of(configuration.cluster()).defrag()
        : new ObjectNames(JobPod.active(configuration).fullName()).defrag();
  }

  /** Lets the CronJob's pods reach etcd, and nothing reach them. */
  public static KubernetesObject networkPolicy(Configuration configuration) {
    return JobNetworkPolicy.toEtcd(
        configuration, ObjectNames.of(configuration.cluster()).defrag(), COMPONENT);
  }

  /** It holds no token: a restore that is running is seen by the ConfigMap of its progress. */
  private static JobPod pod(Configuration configuration, DefragConfiguration defrag) {
    return new JobPod(
            COMPONENT,
            "defrag.sh",
            environment(configuration, defrag),
            configuration.backup().map(backup -> backup.storage().claim()),
            true,
            Optional.empty(),
            MEMORY)
        .observing(ObjectNames.RESTORE_PROGRESS, RESTORE_FOLDER);
  }

  private static Map<String, String> environment(
      Configuration configuration, DefragConfiguration defrag) {
    var cluster = configuration.cluster();
    var environment = new TreeMap<String, String>();
    environment.put("ENDPOINTS", String.join(",", JobPod.active(configuration).memberEndpoints()));
    environment.put("QUOTA", Long.toString(cluster.quota().toLong()));
    environment.put("VOLUME_SIZE", Long.toString(cluster.storage().size().toLong()));
    environment.put("THRESHOLD_PERCENT", Integer.toString(defrag.thresholds().percent()));
    environment.put("THRESHOLD_BYTES", Long.toString(defrag.thresholds().size().toLong()));
    environment.put("PAUSE", seconds(defrag.pause()));
    environment.put("TIMEOUT_PER_GIB", seconds(defrag.timeoutPerGiB()));
    environment.put("WAIT_FOR_SNAPSHOT", seconds(defrag.waitForSnapshot()));
    environment.put("RESTORE_PROGRESS", RESTORE_FOLDER + "/" + ObjectNames.RESTORE_PROGRESS_KEY);
    environment.putAll(snapshots(configuration));
    return environment;
  }

  /** The chart's snapshots are verified by nobody, so that there is none to ask for. */
  private static Map<String, String> snapshots(Configuration configuration) {
    var environment = new TreeMap<String, String>();
    var backup = configuration.backup();
    backup.ifPresent(block -> environment.put("SNAPSHOT_FOLDER", JobPod.SNAPSHOT_FOLDER));
    var verified = backup.filter(block -> block.mode() == Mode.MANAGED);
    verified.ifPresent(block -> environment.put("SNAPSHOT_MAX_AGE", oldest(block)));
    environment.put("REQUIRE_SNAPSHOT", verified.isPresent() ? "yes" : "no");
    return environment;
  }

  /**
   * Of two snapshots in a row one may have failed, be it over the longest night of the schedule.
   */
  private static String oldest(BackupConfiguration backup) {
    return seconds(backup.schedule().longestPeriod().multipliedBy(2));
  }

  private static String seconds(TimeSpan time) {
    return seconds(time.duration());
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }
}
