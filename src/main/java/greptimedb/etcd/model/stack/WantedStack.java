package greptimedb.etcd.model.stack;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.cluster.ClusterConfiguration;
import greptimedb.etcd.config.restore.RestoreConfiguration;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.backup.BackupObjects;
import greptimedb.etcd.model.cluster.ClusterNamespace;
import greptimedb.etcd.model.cluster.HelmValues;
import greptimedb.etcd.model.defrag.DefragObjects;
import greptimedb.etcd.model.greptimedb.Cutover;
import greptimedb.etcd.model.job.JobScripts;
import greptimedb.etcd.model.monitoring.AlertRules;
import greptimedb.etcd.model.monitoring.PodMonitors;
import greptimedb.etcd.model.recovery.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that an up declares. The golden scenarios hold it against what the components register, so
 * that neither can have an object that the other lacks.
 *
 * @param objects the program's own
 * @param releases of the chart
 */
public record WantedStack(List<KubernetesObject> objects, List<WantedRelease> releases) {

  /**
   * The stack of a configuration.
   *
   * @throws greptimedb.etcd.config.reading.ConfigurationException if a further chart value clashes
   *     with a managed one, or a dashboard has an input without data source
   */
  public static WantedStack of(Configuration configuration, Surroundings surroundings) {
    return new WantedStack(
        objects(configuration, surroundings), releases(configuration, surroundings));
  }

  private static List<KubernetesObject> objects(
      Configuration configuration, Surroundings surroundings) {
    var objects = new ArrayList<KubernetesObject>();
    ClusterNamespace.desired(configuration.cluster()).ifPresent(objects::add);
    configuration
        .backup()
        .ifPresent(
            backup -> {
              objects.addAll(BackupObjects.storage(configuration.cluster(), backup.storage()));
              objects.addAll(BackupObjects.jobs(configuration, backup));
            });
    configuration
        .monitoring()
        .ifPresent(
            monitoring -> {
              PodMonitors.own(configuration, monitoring).ifPresent(objects::add);
              AlertRules.desired(configuration, monitoring).ifPresent(objects::add);
            });
    objects.addAll(surroundings.dashboards());
    configuration
        .defrag()
        .ifPresent(defrag -> objects.addAll(DefragObjects.of(configuration, defrag)));
    JobScripts.wanted(configuration, surroundings.check().id().isPresent()).ifPresent(objects::add);
    surroundings.check().desired(configuration).ifPresent(objects::add);
    surroundings.recovery().map(Recovery::objects).ifPresent(objects::addAll);
    surroundings.cutover().map(Cutover::patch).ifPresent(objects::add);
    return objects;
  }

  private static List<WantedRelease> releases(
      Configuration configuration, Surroundings surroundings) {
    var cluster = configuration.cluster();
    var first = release(cluster, HelmValues.of(configuration, cluster.release()));
    var second =
        configuration
            .restore()
            .flatMap(
                restore ->
                    restoredValues(configuration, restore, surroundings)
                        .map(values -> release(cluster.beside(restore.release()), values)));
    return Stream.concat(Stream.of(first), second.stream()).toList();
  }

  private static Optional<Map<String, Object>> restoredValues(
      Configuration configuration, RestoreConfiguration restore, Surroundings surroundings) {
    return surroundings
        .recovery()
        .map(Recovery::values)
        .or(
            () ->
                surroundings
                    .deployed()
                    .restored(restore.release())
                    .map(done -> HelmValues.of(configuration, restore.release())));
  }

  private static WantedRelease release(ClusterConfiguration cluster, Map<String, Object> values) {
    return new WantedRelease(cluster.release(), cluster.namespace(), cluster.chart(), values);
  }
}
