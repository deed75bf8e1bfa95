package greptimedb.etcd.config.monitoring;

import java.net.URI;
import java.util.Map;

/**
 * The block {@code monitoring.dashboard.grafana}.
 *
 * @param address that a pod reaches it by ({@code api})
 * @param secret with {@code admin-user} and {@code admin-password}, or {@code token}, in the
 *     namespace of {@code monitoring} ({@code api})
 * @param image of the Job that imports; it needs a shell and curl ({@code api})
 * @param labels of the Grafana object that the operator manages ({@code operator})
 */
public record GrafanaInstance(
    URI address, String secret, String image, Map<String, String> labels) {}
