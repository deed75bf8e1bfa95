package greptimedb.etcd.model;

import greptimedb.etcd.config.reading.Problem;

/**
 * A custom kind that a capability cannot do without.
 *
 * @param apiVersion such as {@code monitoring.coreos.com/v1}
 * @param kind such as {@code PodMonitor}
 * @param definition name of its CustomResourceDefinition
 * @param installedBy what brings the definition
 * @param setting path of the setting that asks for the kind
 * @param value of that setting
 * @param instead what to set in order to do without
 */
public record RequiredKind(
    String apiVersion,
    String kind,
    String definition,
    String installedBy,
    String setting,
    String value,
    String instead) {

  /** As a chart's capabilities name it: {@code monitoring.coreos.com/v1/PodMonitor}. */
  public String capability() {
    return apiVersion + "/" + kind;
  }

  /** What is wrong where the cluster does not have it. */
  public Problem absent() {
    return new Problem(
        setting,
        value,
        "the cluster has no kind %s (%s): its CustomResourceDefinition %s is absent. %s installs it; to do without, set %s"
            .formatted(kind, apiVersion, definition, installedBy, instead));
  }
}
