package greptimedb.etcd.config.cluster;

import static greptimedb.etcd.config.cluster.ChartValues.PATH;

import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.config.reading.Shown;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Entries of lists, and labels, among the further chart values. */
final class ChartValueLists {
  private static final String TEMPLATE = "{{";

  /** They are in the selectors of the StatefulSet and of the Services. */
  private static final Set<String> SELECTORS =
      Set.of("app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/component");

  /** What a mount must not hide: the data, the snapshots, the image's own programs. */
  private static final List<Path> OWN_FOLDERS =
      List.of(
          Path.of("/bitnami"),
          Path.of("/opt/bitnami"),
          Path.of("/snapshots"),
          Path.of("/init-snapshot"));

  private final List<Problem> problems = new ArrayList<>();

  private ChartValueLists() {}

  static List<Problem> problems(Map<String, Object> values) {
    var check = new ChartValueLists();
    check.variables(values);
    check.mounts(values);
    check.labels(values, "commonLabels");
    check.labels(values, "podLabels");
    return check.problems;
  }

  private void variables(Map<String, Object> values) {
    var path = "extraEnvVars";
    var entries = entries(path, values);
    for (var index = 0; index < entries.size(); index++) {
      var at = "%s[%d]".formatted(path, index);
      var name = text(entries.get(index), "name");
      if (name.isEmpty()) {
        refuse(at, entries.get(index), "expected a block with a name and a value");
      } else if (name.get().contains(TEMPLATE)) {
        refuse(
            at + ".name",
            name.get(),
            "expected a name without a template, since the program could not see which variable it"
                + " is");
      } else {
        var variable = name.get();
        VariableRules.refusal(variable).ifPresent(words -> refuse(at + ".name", variable, words));
      }
    }
  }

  private void mounts(Map<String, Object> values) {
    var path = "extraVolumeMounts";
    var entries = entries(path, values);
    for (var index = 0; index < entries.size(); index++) {
      var at = "%s[%d].mountPath".formatted(path, index);
      var mount = text(entries.get(index), "mountPath").orElse("");
      var folder = folder(mount);
      if (folder.isEmpty()) {
        refuse(
            at,
            mount,
            "expected an absolute path without a template, since the program could not see what it"
                + " hides");
      } else if (OWN_FOLDERS.stream()
          .anyMatch(own -> own.startsWith(folder.get()) || folder.get().startsWith(own))) {
        refuse(
            at,
            mount,
            "would hide the data, the snapshots or the programs of a member, which are under"
                + " /bitnami, /opt/bitnami, /snapshots and /init-snapshot");
      }
    }
  }

  private void labels(Map<String, Object> values, String path) {
    if (values.get(path) instanceof Map<?, ?> labels) {
      labels.forEach(
          (key, value) -> {
            if (SELECTORS.contains(String.valueOf(key))) {
              refuse(
                  path + "." + Shown.key(String.valueOf(key)),
                  value,
                  "selects the members for the StatefulSet, which cannot change it, and for the"
                      + " Services; use another label");
            }
          });
    } else if (values.containsKey(path)) {
      refuse(path, values.get(path), "expected labels, such as {team: data}");
    }
  }

  private List<?> entries(String path, Map<String, Object> values) {
    if (values.get(path) instanceof List<?> entries) {
      return entries;
    }
    if (values.containsKey(path)) {
      refuse(path, values.get(path), "expected a list");
    }
    return List.of();
  }

  private void refuse(String path, Object value, String words) {
    problems.add(new Problem(PATH + "." + path, Shown.outline(value), words));
  }

  private static Optional<String> text(Object entry, String key) {
    return entry instanceof Map<?, ?> fields && fields.get(key) instanceof String text
        ? Optional.of(text).filter(found -> !found.isBlank())
        : Optional.empty();
  }

  /** As the kubelet sees it, without {@code .}, {@code ..} and doubled slashes. */
  private static Optional<Path> folder(String mount) {
    try {
      return Optional.of(Path.of(mount).normalize())
          .filter(path -> path.isAbsolute() && !mount.contains(TEMPLATE));
    } catch (InvalidPathException malformed) {
      return Optional.empty();
    }
  }
}
