package greptimedb.etcd.config.monitoring;

import java.util.Set;

/**
 * The block {@code monitoring.alerts}, where it is enabled.
 *
 * @param etcdRules whether there are rules of the etcd project's alerts; kube-prometheus-stack
 *     brings such rules as well ({@code defaultRules.rules.etcd})
 * @param disabled alerts that are left out
 * @param runbooks address of docs/alerts.md, of which each alert links a section
 * @param thresholds beyond which alerts fire
 */
public record AlertConfiguration(
    boolean etcdRules, Set<Alert> disabled, String runbooks, AlertThresholds thresholds) {

  /** Whether there is a rule for an alert. */
  public boolean has(Alert alert) {
    return !disabled.contains(alert) && (etcdRules || !alert.isOfEtcdProject());
  }
}
