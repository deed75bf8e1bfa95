package greptimedb.etcd.component;

import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.monitoring.MonitoringConfiguration;
import greptimedb.etcd.kubernetes.DeclaredObject;
import greptimedb.etcd.kubernetes.GrafanaDashboard;
import greptimedb.etcd.kubernetes.PodMonitor;
import greptimedb.etcd.kubernetes.PrometheusRule;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.monitoring.AlertRules;
import greptimedb.etcd.model.monitoring.GrafanaDashboards;
import greptimedb.etcd.model.monitoring.PodMonitors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Has etcd scraped, watched and shown. */
public final class Monitoring extends ComponentResource {
  private final Provider provider;
  private final List<Resource> after;

  /**
   * Declares PodMonitor, rules and dashboards.
   *
   * @param dashboards in the order in which they need each other
   * @param after what has to be there before: the namespace, the release
   */
  public Monitoring(
      Configuration configuration,
      MonitoringConfiguration monitoring,
      List<KubernetesObject> dashboards,
      Provider provider,
      List<Resource> after) {
    super(
        "greptimedb-etcd:component:Monitoring",
        configuration.cluster().release() + "-monitoring",
        ComponentResourceOptions.builder().provider(provider).build());
    this.provider = provider;
    this.after = after;
    PodMonitors.own(configuration, monitoring)
        .ifPresent(podMonitor -> new PodMonitor(podMonitor, options().build()));
    AlertRules.desired(configuration, monitoring)
        .ifPresent(rules -> new PrometheusRule(rules, options().build()));
    declare(dashboards);
    registerOutputs(Map.of());
  }

  private void declare(List<KubernetesObject> dashboards) {
    var before = new ArrayList<Resource>(after);
    for (var object : dashboards) {
      var options = options().dependsOn(before);
      before.add(
          object.kind().equals(GrafanaDashboards.KIND)
              ? new GrafanaDashboard(
                  object, options.replaceOnChanges(GrafanaDashboards.immutable()).build())
              : new DeclaredObject(object, options.build()));
    }
  }

  private CustomResourceOptions.Builder options() {
    return CustomResourceOptions.builder().parent(this).provider(provider).dependsOn(after);
  }
}
