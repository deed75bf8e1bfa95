package greptimedb.etcd.model.monitoring;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.monitoring.MonitoringConfiguration;
import greptimedb.etcd.model.cluster.ReleaseNames;

/**
 * What is watched: the active release, by the names that its metrics carry.
 *
 * @param namespace of the release
 * @param monitoringNamespace of the PodMonitor
 * @param fullName of the release's objects, and of the PodMonitor
 * @param release that is active
 * @param members that there should be
 */
public record Scope(
    String namespace, String monitoringNamespace, String fullName, String release, int members) {

  /** Of a stack, whose GreptimeDB uses one of its releases. */
  public static Scope of(Configuration configuration, MonitoringConfiguration monitoring) {
    var cluster = configuration.cluster();
    var names =
        new ReleaseNames(cluster.namespace(), configuration.active(), cluster.replicas());
    return new Scope(
        cluster.namespace(),
        monitoring.namespace(),
        names.fullName(),
        configuration.active(),
        cluster.replicas());
  }

  /** The value of the label {@code job}, which the Prometheus Operator gives to a PodMonitor's targets. */
  public String job() {
    return monitoringNamespace + "/" + fullName;
  }

  /** A selector of etcd's own metrics, without braces. */
  public String etcd() {
    return "job=\"%s\"".formatted(job());
  }

  /** A selector of what kube-state-metrics says of a CronJob, without braces. */
  public String cronJob(String suffix) {
    return "namespace=\"%s\", cronjob=\"%s-%s\"".formatted(namespace, fullName, suffix);
  }

  /** A selector of what it says of that CronJob's Jobs, without braces. */
  public String jobs(String suffix) {
    return "namespace=\"%s\", job_name=~\"%s-%s-.+\"".formatted(namespace, fullName, suffix);
  }
}
