package greptimedb.etcd.config.monitoring;

import greptimedb.etcd.config.value.Mode;
import greptimedb.etcd.config.value.TimeSpan;
import java.util.Map;

/**
 * The block {@code monitoring}, where it is enabled.
 *
 * @param mode who makes the PodMonitor
 * @param namespace of the PodMonitor
 * @param interval between two scrapes
 * @param scrapeTimeout of one scrape, at most the interval
 * @param labels by which a Prometheus finds the PodMonitor
 */
public record MonitoringConfiguration(
    Mode mode,
    String namespace,
    TimeSpan interval,
    TimeSpan scrapeTimeout,
    Map<String, String> labels) {}
