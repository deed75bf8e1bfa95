package greptimedb.etcd.model.job;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.cluster.ObjectNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The ConfigMap with the scripts that jobs run, from the program's own resources. */
public final class JobScripts {
  /** Where pods find them. */
  static final String FOLDER = "/jobs";

  private static final List<String> FILES =
      List.of(
          "agree.sh",
          "check-members.sh",
          "defrag-idle.sh",
          "defrag-lock.sh",
          "defrag-member.sh",
          "defrag-preflight.sh",
          "defrag.sh",
          "drill.sh",
          "hashes.sh",
          "list.sh",
          "members.sh",
          "output.sh",
          "prepare.sh",
          "retention.sh",
          "scratch-etcd.sh",
          "snapshot-file.sh",
          "snapshot.sh");

  private JobScripts() {}

  /**
   * The ConfigMap, where there are jobs.
   *
   * @param check whether the members are checked before they are changed
   */
  public static Optional<KubernetesObject> wanted(Configuration configuration, boolean check) {
    return check || configuration.backup().isPresent() || configuration.defrag().isPresent()
        ? Optional.of(desired(configuration))
        : Optional.empty();
  }

  /** The ConfigMap; one for all jobs, since they share most of their files. */
  public static KubernetesObject desired(Configuration configuration) {
    var cluster = configuration.cluster();
    return new KubernetesObject(
        "v1",
        "ConfigMap",
        Map.of("name", ObjectNames.of(cluster).scripts(), "namespace", cluster.namespace()),
        Map.of("data", data()));
  }

  private static Map<String, Object> data() {
    var data = new TreeMap<String, Object>();
    FILES.forEach(file -> data.put(file, text(file)));
    return data;
  }

  private static String text(String file) {
    try (var script = JobScripts.class.getResourceAsStream(FOLDER + "/" + file)) {
      if (script == null) {
        throw new IllegalStateException("the jar has no " + FOLDER + "/" + file);
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
