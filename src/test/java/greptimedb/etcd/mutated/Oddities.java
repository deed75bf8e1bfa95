package greptimedb.etcd.mutated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** Values and keys that a stack file should not have, and some that it may. */
final class Oddities {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\n",
          "a\nb: expected",
          "a\r\nb",
          "\t",
          "\u0000",
          "\u001b[31mred",
          "\u2028",
          "\u202eevil",
          "\u00a0",
          "\ufeff",
          "\ud800",
          "\ud83d\ude00",
          "\u6570\u636e",
          "a: b: c",
          "\"quoted\"",
          "\\",
          "'",
          "null",
          "~",
          "true",
          "yes",
          "{}",
          "[]",
          "{{ .Values.auth }}",
          "${PATH}",
          "$(MY_POD_NAME)",
          "../../etc/passwd",
          "/",
          "/bitnami/etcd",
          "-1",
          "1e3",
          "0x10",
          "NaN",
          "8Gi",
          "9223372036854775807",
          "9223372036854775808",
          "1Ei",
          "0.001m",
          "0s",
          "1ms",
          "999999999h",
          "24855d",
          "1h30m",
          "0",
          "00",
          "* * * * *",
          "*/1 * * * *",
          "0 0 29 2 *",
          "0 0 30 2 *",
          "59 23 31 12 6",
          "1-59/2 * * * *",
          "@daily",
          "@every 1s",
          "latest",
          "restore-1",
          "etcd",
          "etcd-recover",
          "managed",
          "chart",
          "oci://",
          "http://[::1",
          "http://user:secret@host/",
          "%s%n%d",
          "a".repeat(64),
          "x".repeat(20_000),
          "\u00e9".repeat(300),
          "a\n".repeat(300));

  /** Of the chart, whether they are allowed or not. */
  static final List<String> CHART_KEYS =
      List.of(
          "replicaCount",
          "image",
          "auth",
          "persistence",
          "extraEnvVars",
          "extraVolumeMounts",
          "podLabels",
          "commonLabels",
          "disasterRecovery",
          "startFromSnapshot",
          "metrics",
          "defrag",
          "service",
          "resources",
          "readinessProbe",
          "global",
          "nodeSelector",
          "tolerations",
          "affinity",
          "fullnameOverride",
          "clusterDomain",
          "updateStrategy",
          "command");

  private Oddities() {}

  static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  static String key(Random random) {
    return random.nextBoolean() ? text(random) : CHART_KEYS.get(random.nextInt(CHART_KEYS.size()));
  }

  /** A value of any type. */
  static JsonNode value(Random random) {
    return switch (random.nextInt(14)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextInt(20) - 5);
      case 3 -> JSON.numberNode(random.nextLong());
      case 4 -> JSON.numberNode(random.nextDouble() * 10);
      case 5 -> JSON.numberNode(BigInteger.TEN.pow(random.nextInt(900)));
      case 6 -> JSON.numberNode(new BigDecimal("1e" + (random.nextInt(800) - 400)));
      case 7 -> JSON.objectNode();
      case 8 -> JSON.arrayNode();
      case 9 -> JSON.arrayNode().add(text(random)).add(random.nextInt());
      case 10 -> JSON.objectNode().put(key(random), text(random));
      case 11 -> nested(random);
      default -> JSON.textNode(text(random));
    };
  }

  /** Deeper than any parser takes, at times. */
  private static JsonNode nested(Random random) {
    var depth = random.nextInt(10) == 0 ? 1_500 : random.nextInt(100);
    JsonNode node = JSON.textNode(text(random));
    for (var level = 0; level < depth; level++) {
      node = level % 2 == 0 ? JSON.arrayNode().add(node) : JSON.objectNode().set("a", node);
    }
    return node;
  }
}
