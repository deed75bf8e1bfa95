package greptimedb.etcd.config.monitoring;

import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.config.value.TimeSpan;
import java.util.Map;
import java.util.Optional;

/**
 * The block {@code monitoring}, where it is enabled.
 *
 * @param mode who makes the PodMonitor
 * @param namespace of the PodMonitor, the rules and the dashboards
 * @param interval between two scrapes
 * @param scrapeTimeout of one scrape, at most the interval
 * @param labels by which a Prometheus finds the PodMonitor and the rules
 * @param alerts which rules there are; empty means none
 * @param dashboard which dashboards there are, and how Grafana gets them
 */
public record MonitoringConfiguration(
    Mode mode,
    String namespace,
    TimeSpan interval,
    TimeSpan scrapeTimeout,
    Map<String, String> labels,
    Optional<AlertConfiguration> alerts,
    DashboardConfiguration dashboard) {}
