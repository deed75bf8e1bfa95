package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Value;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a block with a secret adds to the chart's values is a secret for the engine. */
class SecretValuesTest {
  private static final String CLUSTER = "greptimedb-etcd:cluster";

  /** Of the engine's protocol: what follows is a secret. */
  private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";

  private static final String VALUES =
      """
      {"values": {"podAnnotations": {"token": "hunter2"}, "extraEnvVars": [{"name": "P", "value": "hunter3"}], "auth": {"extra": "hunter4"}}}
      """;

  @Test
  void furtherValuesAreSecretOfABlockThatHasOne() {
    // when
    var values = values(Set.of(CLUSTER));
    // then
    assertThat(secret(values, "podAnnotations", "token")).contains(SECRET, "hunter2");
    assertThat(secret(values, "auth", "extra")).contains(SECRET, "hunter4");
    var variables = values.getStructValue().getFieldsOrThrow("extraEnvVars").getListValue();
    assertThat(variables.getValuesCount()).isEqualTo(6);
    assertThat(text(variables.getValues(5))).contains(SECRET, "hunter3");
    assertThat(text(variables.getValues(0))).doesNotContain(SECRET);
  }

  @Test
  void theProgramsOwnValuesStayReadable() {
    // when
    var values = values(Set.of(CLUSTER));
    // then
    assertThat(secret(values, "auth", "rbac")).doesNotContain(SECRET);
    assertThat(values.getStructValue().getFieldsOrThrow("replicaCount").getNumberValue())
        .isEqualTo(3);
  }

  @Test
  void withoutASecretNothingIsOne() {
    assertThat(text(values(Set.of("greptimedb-etcd:backup"))))
        .contains("hunter2")
        .doesNotContain(SECRET);
  }

  private static String secret(Value values, String block, String key) {
    var fields = values.getStructValue().getFieldsOrThrow(block).getStructValue();
    return text(fields.getFieldsOrThrow(key));
  }

  private static String text(Value value) {
    return String.valueOf(RecordedStack.plain(value));
  }

  private static Value values(Set<String> secretKeys) {
    var stack =
        RecordedStack.of(
            new Settings(Map.of(CLUSTER, VALUES), secretKeys),
            new RecordedStack.Before(Map.of(), Map.of()));
    return stack.requests().stream()
        .filter(request -> request.getType().equals("kubernetes:helm.sh/v3:Release"))
        .findFirst()
        .orElseThrow()
        .getObject()
        .getFieldsOrThrow("values");
  }
}
