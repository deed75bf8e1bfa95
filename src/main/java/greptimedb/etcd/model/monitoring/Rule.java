package greptimedb.etcd.model.monitoring;

import greptimedb.etcd.config.monitoring.Alert;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A rule of Prometheus that raises an alert.
 *
 * @param alert its name
 * @param severity {@code warning} or {@code critical}
 * @param expression in PromQL; the alert fires for each series that it yields
 * @param lasting how long it must yield it, such as {@code 10m}
 * @param summary one line
 * @param description with the value and what is likely behind it
 */
record Rule(
    Alert alert,
    String severity,
    String expression,
    String lasting,
    String summary,
    String description) {

  static Rule warning(
      Alert alert, String lasting, String expression, String summary, String description) {
    return new Rule(alert, "warning", expression, lasting, summary, description);
  }

  static Rule critical(
      Alert alert, String lasting, String expression, String summary, String description) {
    return new Rule(alert, "critical", expression, lasting, summary, description);
  }

  /**
   * As a rule file has it.
   *
   * @param runbooks address of the document whose section of the alert's name is linked
   */
  Map<String, Object> written(String runbooks) {
    var rule = new LinkedHashMap<String, Object>();
    rule.put("alert", alert.text());
    rule.put("expr", expression.strip());
    rule.put("for", lasting);
    rule.put("labels", Map.of("severity", severity));
    rule.put(
        "annotations",
        Map.of(
            "summary", summary,
            "description", description,
            "runbook_url", runbooks + "#" + alert.text().toLowerCase(java.util.Locale.ROOT)));
    return rule;
  }
}
