package greptimedb.etcd.model.monitoring;

import greptimedb.etcd.config.monitoring.DashboardConfiguration;
import greptimedb.etcd.config.monitoring.ImportedDashboard;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** What an imported dashboard is told: which data source stands behind each of its inputs. */
public final class DashboardInputs {
  private static final String PROMETHEUS = "prometheus";

  private DashboardInputs() {}

  /**
   * A value for every input.
   *
   * @throws ConfigurationException with every input that has none
   */
  public static Map<String, String> of(
      DashboardJson json, DashboardConfiguration dashboard, ImportedDashboard imported) {
    var values = new TreeMap<String, String>();
    var problems = new ArrayList<Problem>();
    for (var input : json.inputs()) {
      if (imported.datasources().containsKey(input.name())) {
        values.put(input.name(), imported.datasources().get(input.name()));
      } else if (input.isDatasource() && input.plugin().equals(PROMETHEUS)) {
        values.put(input.name(), dashboard.datasource());
      } else if (input.preset().isPresent()) {
        values.put(input.name(), input.preset().get());
      } else {
        problems.add(
            new Problem(
                "monitoring.dashboard.datasources",
                input.name(),
                "dashboard %d asks for a %s of %s under this name; expected its uid here: datasources: {%s: ...}"
                    .formatted(imported.id(), input.type(), input.plugin(), input.name())));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return values;
  }
}
