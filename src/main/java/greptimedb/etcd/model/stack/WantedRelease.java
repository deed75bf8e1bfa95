package greptimedb.etcd.model.stack;

import greptimedb.etcd.config.cluster.ChartReference;
import java.util.Map;

/**
 * A Helm release as it is wanted.
 *
 * @param name of the release
 * @param namespace of the release
 * @param chart that it installs
 * @param values of the chart
 */
public record WantedRelease(
    String name, String namespace, ChartReference chart, Map<String, Object> values) {}
