package greptimedb.etcd.config.monitoring;

import java.util.Map;
import java.util.Optional;

/**
 * A dashboard of grafana.com, pinned.
 *
 * @param id its number there; the document's is 15308
 * @param revision its revision
 * @param source where its JSON comes from
 * @param sha256 of the JSON, in hexadecimal; empty means that it is not checked
 * @param datasources for inputs of the dashboard that are not of Prometheus, by the input's name
 */
public record ImportedDashboard(
    int id,
    int revision,
    DashboardSource source,
    Optional<String> sha256,
    Map<String, String> datasources) {}
