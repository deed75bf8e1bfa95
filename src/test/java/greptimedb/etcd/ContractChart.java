package greptimedb.etcd;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The chart that stands in for the real one in tests. */
public final class ContractChart {
  /** The chart's folder. */
  public static final Path FOLDER = Path.of("src/test/contract/chart");

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private ContractChart() {}

  /**
   * What Helm makes of it, hooks included, without a cluster; an error if the values do not fit its
   * schema.
   */
  public static List<Map<String, Object>> rendered(
      String release, String namespace, Map<String, Object> values) {
    try {
      var file = Files.createTempFile("values", ".yaml");
      try {
        YAML.writeValue(file.toFile(), values);
        return objects(
            new Helm(FOLDER)
                .template()
                .withName(release)
                .withNamespace(namespace)
                .withValuesFile(file)
                .call());
      } finally {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Packs it as Helm does: {@code etcd-VERSION.tgz} in the folder. */
  public static void pack(Path destination) {
    new Helm(FOLDER).packageIt().withDestination(destination).call();
  }

  private static List<Map<String, Object>> objects(String manifests) throws IOException {
    try (MappingIterator<Map<String, Object>> documents =
        YAML.readerFor(new TypeReference<Map<String, Object>>() {}).readValues(manifests)) {
      return documents.readAll().stream().filter(Objects::nonNull).toList();
    }
  }
}
