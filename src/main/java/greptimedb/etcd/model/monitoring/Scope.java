package greptimedb.etcd.model.monitoring;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.monitoring.MonitoringConfiguration;
import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.model.cluster.ObjectNames;
import greptimedb.etcd.model.cluster.ReleaseNames;

/**
 * What is watched: the active release, by the names that its metrics carry.
 *
 * @param namespace of the release
 * @param monitoringNamespace of the PodMonitor
 * @param podMonitor its name
 * @param release that is active
 * @param members that there should be
 */
public record Scope(
    String namespace, String monitoringNamespace, String podMonitor, String release, int members) {

  /** Of a stack; the chart names its PodMonitor after the release that it belongs to. */
  public static Scope of(Configuration configuration, MonitoringConfiguration monitoring) {
    var cluster = configuration.cluster();
    var active = new ReleaseNames(cluster.namespace(), configuration.active(), cluster.replicas());
    return new Scope(
        cluster.namespace(),
        monitoring.namespace(),
        monitoring.mode() == Mode.MANAGED ? ObjectNames.of(cluster).fullName() : active.fullName(),
        configuration.active(),
        cluster.replicas());
  }

  /** The label {@code job} that the Prometheus Operator gives to the targets of a PodMonitor. */
  public String job() {
    return monitoringNamespace + "/" + podMonitor;
  }

  /** A selector of etcd's own metrics, without braces. */
  String etcd() {
    return "job=\"%s\"".formatted(job());
  }

  /** A selector of what kube-state-metrics says of a CronJob, without braces. */
  String cronJob(String name) {
    return "namespace=\"%s\", cronjob=\"%s\"".formatted(namespace, name);
  }

  /** A selector of what it says of the Jobs of that CronJob, without braces. */
  String jobs(String cronJob) {
    return "namespace=\"%s\", job_name=~\"%s-.+\"".formatted(namespace, cronJob);
  }
}
