package greptimedb.etcd.config.monitoring;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How Grafana gets a dashboard. */
public enum DashboardRoute {
  /** A ConfigMap that the sidecar of kube-prometheus-stack's Grafana finds by its label. */
  SIDECAR,
  /** A GrafanaDashboard of the Grafana operator. */
  OPERATOR,
  /** A Job that does what Grafana's import page does. */
  API;

  /** What a problem says of any other text. */
  public static final String EXPECTED = "expected sidecar, operator or api";

  /** Reads a route as the stack file writes it; empty if the text is none. */
  public static Optional<DashboardRoute> parse(String text) {
    return Arrays.stream(values()).filter(route -> route.text().equals(text)).findFirst();
  }

  /** As the stack file writes it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
