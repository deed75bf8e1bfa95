package greptimedb.etcd.ops.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.config.reading.Section;
import greptimedb.etcd.config.value.ObjectName;
import greptimedb.etcd.config.value.Quantity;
import greptimedb.etcd.config.value.TimeSpan;
import greptimedb.etcd.ops.operator.Fleet.Member;
import greptimedb.etcd.ops.operator.Fleet.SecretKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads a list of clusters, each of whose configurations is read as the program reads it. */
final class FleetReader {
  /** The operator refuses Stack objects with a longer name. */
  private static final int LONGEST_NAME = 42;

  private static final Pattern PINNED = Pattern.compile("\\S+@sha256:[0-9a-f]{64}");
  private static final List<String> KEYS = List.of("operator", "config", "clusters");

  private final List<Problem> problems = new ArrayList<>();

  /**
   * Reads the whole list.
   *
   * @throws ConfigurationException with every problem of every cluster
   */
  Fleet read(JsonNode list) {
    list.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                problems.add(
                    new Problem(
                        key,
                        list.path(key).toString(),
                        "unknown key; expected one of " + String.join(", ", KEYS)));
              }
            });
    var operator = new Section("operator", block(list, "operator"), problems);
    var fleet = fleet(operator, clusters(list));
    checkCredentials(operator);
    operator.refuseUnknownKeys();
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return fleet;
  }

  private Fleet fleet(Section operator, List<Member> clusters) {
    return new Fleet(
        operator
            .parsed("namespace", ObjectName.EXPECTED, ObjectName::parse)
            .orElse("greptimedb-etcd"),
        required(operator, "image", FleetReader::pinned, "an image with its digest, NAME@sha256:"),
        required(operator, "backend", Optional::of, "the address of a state backend, s3://..."),
        operator.text("organization").orElse("organization"),
        operator
            .parsed("serviceAccount", ObjectName.EXPECTED, ObjectName::parse)
            .orElse("greptimedb-etcd"),
        secretKey(operator, "passphrase"),
        operator.text("secretsProvider"),
        secretKey(operator, "accessToken"),
        operator.texts("environment").orElse(List.of()),
        operator
            .parsed(
                "refreshEvery",
                "expected a time of at least 60s, in whole seconds, such as 24h",
                text -> TimeSpan.parseSeconds(text, 60))
            .orElse(TimeSpan.of("24h"))
            .duration()
            .toSeconds(),
        operator
            .parsed("memory", "expected a Kubernetes quantity, such as 1Gi", Quantity::parse)
            .orElse(Quantity.of("1Gi"))
            .text(),
        clusters);
  }

  private String required(
      Section section, String key, Function<String, Optional<String>> parser, String what) {
    if (!section.has(key)) {
      problems.add(new Problem(section.pathOf(key), "missing", "expected " + what));
    }
    return section.parsed(key, "expected " + what, parser).orElse("");
  }

  private static Optional<String> pinned(String image) {
    return Optional.of(image).filter(text -> PINNED.matcher(text).matches());
  }

  private Optional<SecretKey> secretKey(Section operator, String key) {
    if (!operator.has(key)) {
      return Optional.empty();
    }
    var section = operator.section(key);
    return Optional.of(
        new SecretKey(
            required(section, "secret", ObjectName::parse, "the name of a Secret"),
            required(section, "key", Optional::of, "a key of that Secret")));
  }

  /** Without one of them the first workspace would fail, and not before its pod runs. */
  private void checkCredentials(Section operator) {
    if (List.of("passphrase", "secretsProvider", "accessToken").stream().noneMatch(operator::has)) {
      problems.add(
          new Problem(
              "operator",
              "no credentials",
              "expected passphrase or secretsProvider for a self-managed backend, accessToken for Pulumi Cloud"));
    }
  }

  private List<Member> clusters(JsonNode list) {
    var clusters = block(list, "clusters");
    if (!clusters.isObject() || clusters.isEmpty()) {
      problems.add(
          new Problem(
              "clusters",
              clusters.toString(),
              "expected names with a block each, such as eu-1: {}"));
      return List.of();
    }
    var common = config("config", list);
    return clusters.properties().stream()
        .map(entry -> member(entry.getKey(), entry.getValue(), common))
        .toList();
  }

  private Member member(String name, JsonNode node, JsonNode common) {
    var section = new Section("clusters." + name, node, problems);
    if (ObjectName.parse(name, LONGEST_NAME).isEmpty()) {
      problems.add(
          new Problem(
              "clusters." + name,
              "\"" + name + "\"",
              "expected a name of small letters, digits and -, at most %d"
                  .formatted(LONGEST_NAME)));
    }
    var kubeconfig = section.parsed("kubeconfig", ObjectName.EXPECTED, ObjectName::parse);
    section.has("config");
    section.refuseUnknownKeys();
    var config = merged(common, config(section.pathOf("config"), node));
    check(name, config);
    return new Member(name, kubeconfig, config);
  }

  /** By the program's own rules, so that a mistake is told here and not by a workspace's log. */
  private void check(String name, ObjectNode config) {
    var settings = new TreeMap<String, String>();
    config
        .properties()
        .forEach(
            entry -> {
              var value = entry.getValue();
              settings.put(
                  entry.getKey(), value.isTextual() ? value.textValue() : value.toString());
              if (!entry.getKey().startsWith(ConfigurationReader.NAMESPACE + ":")) {
                problems.add(
                    new Problem(
                        "clusters." + name + ".config." + entry.getKey(),
                        value.toString(),
                        "expected a key of the program: "
                            + ConfigurationReader.NAMESPACE
                            + ":..."));
              }
            });
    try {
      new ConfigurationReader().read(settings);
    } catch (ConfigurationException unusable) {
      unusable
          .problems()
          .forEach(
              problem ->
                  problems.add(
                      new Problem(
                          "clusters." + name + ": " + problem.path(),
                          problem.value(),
                          problem.expected())));
    }
  }

  private JsonNode config(String path, JsonNode node) {
    var config = block(node, "config");
    if (!config.isObject()) {
      problems.add(new Problem(path, config.toString(), "expected a block, as in a stack file"));
    }
    return config;
  }

  private static JsonNode block(JsonNode node, String key) {
    return node.has(key) && !node.path(key).isNull()
        ? node.path(key)
        : JsonNodeFactory.instance.objectNode();
  }

  /** Blocks are merged key by key; all else of the cluster takes the place of the common one. */
  private static ObjectNode merged(JsonNode common, JsonNode own) {
    var merged = JsonNodeFactory.instance.objectNode();
    common.properties().forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
    own.properties()
        .forEach(
            entry -> {
              var there = merged.path(entry.getKey());
              merged.set(
                  entry.getKey(),
                  there.isObject() && entry.getValue().isObject()
                      ? merged(there, entry.getValue())
                      : entry.getValue());
            });
    return merged;
  }
}
