package greptimedb.etcd.model.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import greptimedb.etcd.config.ConfigurationReader;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The defaults are those of GreptimeDB's document, key by key; readiness alone differs. */
class DocumentValuesTest {

  @Test
  void yieldsTheDocumentsValuesByDefault() throws Exception {
    // given
    var document = flat(document());

    // when
    var values = flat(values("{}"));

    // then
    assertThat(values.remove("readinessProbe.initialDelaySeconds")).isEqualTo("2 (Integer)");
    assertThat(values.remove("readinessProbe.periodSeconds")).isEqualTo("2 (Integer)");
    assertThat(values.remove("extraEnvVars[3].name"))
        .isEqualTo("ETCD_EXPERIMENTAL_INITIAL_CORRUPT_CHECK (String)");
    assertThat(values.remove("extraEnvVars[3].value")).isEqualTo("true (String)");
    assertThat(values.remove("extraEnvVars[4].name"))
        .isEqualTo("ETCD_EXPERIMENTAL_COMPACT_HASH_CHECK_ENABLED (String)");
    assertThat(values.remove("extraEnvVars[4].value")).isEqualTo("true (String)");
    assertThat(values).containsExactlyEntriesOf(document);
  }

  @Test
  void yieldsTheChartsReadinessWhenAskedTo() {
    var values = flat(values("{\"readiness\": {\"delay\": \"60s\", \"period\": \"10s\"}}"));

    assertThat(values)
        .containsEntry("readinessProbe.initialDelaySeconds", "60 (Integer)")
        .containsEntry("readinessProbe.periodSeconds", "10 (Integer)");
  }

  @Test
  void namesTheStorageClassOnlyWhenThereIsOne() {
    assertThat(flat(values("{\"storage\": {\"class\": \"fast\"}}")))
        .containsEntry("persistence.storageClass", "fast (String)");
  }

  @Test
  void compactsByRevisionsWhenAskedTo() {
    assertThat(flat(values("{\"compaction\": {\"mode\": \"revision\", \"retention\": \"5000\"}}")))
        .containsEntry("autoCompactionMode", "revision (String)")
        .containsEntry("autoCompactionRetention", "5000 (String)");
  }

  private static Map<String, Object> values(String cluster) {
    return HelmValues.of(
        new ConfigurationReader().read(Map.of("greptimedb-etcd:cluster", cluster)), "etcd");
  }

  private static Map<String, Object> document() throws Exception {
    try (var yaml = DocumentValuesTest.class.getResourceAsStream("document-values.yaml")) {
      return new ObjectMapper(new YAMLFactory())
          .readValue(yaml, new TypeReference<Map<String, Object>>() {});
    }
  }

  /** From path to value and type, without nulls: the document's null storage class is no class. */
  private static Map<String, String> flat(Map<String, Object> values) {
    var flat = new TreeMap<String, String>();
    flatten("", values, flat);
    return flat;
  }

  private static void flatten(String path, Object value, Map<String, String> flat) {
    if (value instanceof Map<?, ?> block) {
      block.forEach(
          (key, inner) -> flatten(path.isEmpty() ? "" + key : path + "." + key, inner, flat));
    } else if (value instanceof Iterable<?> list) {
      var index = 0;
      for (var element : list) {
        flatten(path + "[" + index++ + "]", element, flat);
      }
    } else if (value != null) {
      flat.put(path, "%s (%s)".formatted(value, value.getClass().getSimpleName()));
    }
  }
}
