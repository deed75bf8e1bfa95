package greptimedb.etcd.model.change;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.DeployedStack;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.Sha256;
import greptimedb.etcd.model.cluster.HelmValues;
import greptimedb.etcd.model.cluster.ReleaseNames;
import greptimedb.etcd.model.job.JobPod;
import greptimedb.etcd.model.job.OneOffJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The Job that checks the members before a change restarts them: all healthy, all with the same
 * data. The StatefulSet takes the next member whatever state the others are in, so a change while a
 * member is away can take the quorum away.
 *
 * @param members how many the release has
 * @param id of the check, which is part of the Job's name; empty where the members have not been
 *     changed since they were installed
 */
public record MemberCheck(int members, Optional<String> id) {
  /** The setting that lets a change pass while members are away. */
  public static final String SETTING = "cluster.changeUnhealthyMembers";

  private static final String COMPONENT = "member-check";
  private static final Quantity MEMORY = Quantity.of("256Mi");

  /** Waiting for members that start, and the time to read a database of a few GiB for its hash. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private static final long PATIENCE_SECONDS = 60;

  /**
   * Of the release in use. A change that is pending gets a check of its own in every run, so that a
   * run that is repeated after a failure checks again; the last one stays until the next change.
   *
   * @param deployed what the stack has
   */
  public static MemberCheck of(Configuration configuration, DeployedStack deployed, Instant now) {
    var release = configuration.active();
    var fingerprint = fingerprint(configuration, release);
    var members = deployed.members(release);
    if (members == 0 || configuration.cluster().changeUnhealthyMembers()) {
      return new MemberCheck(members, Optional.empty());
    }
    return deployed.fingerprint(release).filter(fingerprint::equals).isPresent()
        ? new MemberCheck(members, deployed.memberCheck(release))
        : new MemberCheck(
            members,
            Optional.of(
                Sha256.shortOf(
                    Map.of("to", fingerprint, "at", Long.toString(now.toEpochMilli())))));
  }

  /**
   * Of the chart and the values that a release has while it is in use. The outputs keep it, and
   * another one means that the members restart.
   */
  public static String fingerprint(Configuration configuration, String release) {
    return Sha256.shortOf(
        Map.of(
            "chart",
            configuration.cluster().chart().toString(),
            "values",
            HelmValues.of(configuration.withActive(release), release)));
  }

  /** The Job, where there is something to check. */
  public Optional<KubernetesObject> desired(Configuration configuration) {
    return id.map(
        check ->
            new OneOffJob(
                    "%s-%s-%s".formatted(JobPod.active(configuration).fullName(), COMPONENT, check),
                    LONGEST,
                    pod(configuration, members))
                .desired(configuration)
                .annotated("pulumi.com/replaceUnready", "true"));
  }

  private static JobPod pod(Configuration configuration, int members) {
    var names =
        new ReleaseNames(configuration.cluster().namespace(), configuration.active(), members);
    return new JobPod(
        COMPONENT,
        "check-members.sh",
        Map.of(
            "ENDPOINTS",
            String.join(",", names.memberEndpoints()),
            "FIRST",
            "%s-%d".formatted(names.fullName(), members - 1),
            "PATIENCE",
            Long.toString(PATIENCE_SECONDS),
            "SETTING",
            SETTING),
        Optional.empty(),
        false,
        Optional.empty(),
        MEMORY);
  }
}
