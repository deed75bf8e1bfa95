package greptimedb.etcd.ops.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A restore's progress as JSON: how it is kept in the cluster. */
public final class ProgressDocument {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ProgressDocument() {}

  /** As JSON. */
  public static ObjectNode of(RestoreProgress progress) {
    var document = JSON.objectNode();
    document.put("id", progress.id());
    document.put("outcome", progress.outcome().name());
    document.set("plan", plan(progress.plan()));
    var steps = document.putArray("done");
    for (var step : progress.done()) {
      steps
          .addObject()
          .put("step", step.name().name())
          .put("started", step.started().toString())
          .put("ended", step.ended().toString());
    }
    var facts = document.putObject("facts");
    progress.facts().forEach((fact, value) -> facts.put(fact.name(), value));
    return document;
  }

  /**
   * From JSON.
   *
   * @throws IllegalArgumentException when it is of another version of this program
   */
  public static RestoreProgress read(JsonNode document) {
    var done = new ArrayList<RestoreProgress.StepDone>();
    for (var step : document.path("done")) {
      done.add(
          new RestoreProgress.StepDone(
              StepName.valueOf(step.path("step").asText()),
              Instant.parse(step.path("started").asText()),
              Instant.parse(step.path("ended").asText())));
    }
    var facts = new EnumMap<Fact, String>(Fact.class);
    for (Map.Entry<String, JsonNode> fact : document.path("facts").properties()) {
      facts.put(Fact.valueOf(fact.getKey()), fact.getValue().asText());
    }
    return new RestoreProgress(
        document.path("id").asText(),
        plan(document.path("plan")),
        RestoreProgress.Outcome.valueOf(document.path("outcome").asText()),
        done,
        facts);
  }

  private static ObjectNode plan(RestorePlan plan) {
    var document = JSON.objectNode();
    document
        .put("namespace", plan.namespace())
        .put("from", plan.from())
        .put("to", plan.to())
        .put("replicas", plan.replicas())
        .put("latest", plan.latest());
    plan.snapshot().ifPresent(snapshot -> document.set("snapshot", snapshot(snapshot)));
    plan.greptimedb()
        .ifPresent(
            greptimedb ->
                document
                    .putObject("greptimedb")
                    .put("namespace", greptimedb.namespace())
                    .put("name", greptimedb.name())
                    .put("version", greptimedb.version()));
    return document;
  }

  private static RestorePlan plan(JsonNode document) {
    return new RestorePlan(
        document.path("namespace").asText(),
        document.path("from").asText(),
        document.path("to").asText(),
        document.path("replicas").asInt(),
        document.path("latest").asBoolean(),
        Optional.of(document.path("snapshot"))
            .filter(JsonNode::isObject)
            .map(ProgressDocument::snapshot),
        Optional.of(document.path("greptimedb"))
            .filter(JsonNode::isObject)
            .map(
                found ->
                    new RestorePlan.GreptimeFacts(
                        found.path("namespace").asText(),
                        found.path("name").asText(),
                        found.path("version").asText())));
  }

  private static ObjectNode snapshot(SnapshotFacts snapshot) {
    var document = JSON.objectNode();
    document
        .put("name", snapshot.name())
        .put("takenAt", snapshot.takenAt().toString())
        .put("bytes", snapshot.bytes());
    snapshot.revision().ifPresent(revision -> document.put("revision", revision));
    snapshot.keys().ifPresent(keys -> document.put("keys", keys));
    return document;
  }

  private static SnapshotFacts snapshot(JsonNode document) {
    return new SnapshotFacts(
        document.path("name").asText(),
        Instant.parse(document.path("takenAt").asText()),
        document.path("bytes").asLong(),
        number(document.path("revision")),
        number(document.path("keys")));
  }

  private static OptionalLong number(JsonNode field) {
    return field.isIntegralNumber() ? OptionalLong.of(field.asLong()) : OptionalLong.empty();
  }
}
