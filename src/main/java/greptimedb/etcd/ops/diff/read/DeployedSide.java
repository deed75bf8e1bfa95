package greptimedb.etcd.ops.diff.read;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import greptimedb.etcd.config.cluster.ChartReference;
import greptimedb.etcd.model.stack.WantedRelease;
import greptimedb.etcd.ops.cluster.DeployedRelease;
import greptimedb.etcd.ops.cluster.Manifest;
import greptimedb.etcd.ops.cluster.ManifestObject;
import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.diff.compare.Secrets;
import greptimedb.etcd.ops.diff.compare.SideObject;
import greptimedb.etcd.ops.diff.compare.SideObject.Fate;
import greptimedb.etcd.ops.stack.DeployedState;
import greptimedb.etcd.ops.stack.StateResource;
import greptimedb.etcd.ops.stack.StateSecrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is there: the program's own objects as the state has them, the chart's as Helm recorded them
 * in the cluster. Where the cluster cannot be asked, the chart is rendered from the state's values.
 */
public final class DeployedSide {
  private final ChartRenderer renderer;
  private final ClusterAnswer cluster;
  private final List<JsonPointer> secretValues;
  private final List<SideObject> objects = new ArrayList<>();
  private final List<String> plain = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * Reads nothing yet.
   *
   * @param secretValues where the chart's values are secrets now, and were before
   */
  public DeployedSide(
      ChartRenderer renderer, ClusterAnswer cluster, List<JsonPointer> secretValues) {
    this.renderer = renderer;
    this.cluster = cluster;
    this.secretValues = secretValues;
  }

  /**
   * The objects that are there.
   *
   * @param state its secrets encrypted
   * @param withSecrets the same, its secrets decrypted; asked for only where they are needed
   */
  public Side of(DeployedState state, Supplier<DeployedState> withSecrets) {
    state.objects().forEach(this::own);
    for (var release : state.releases()) {
      var recorded = Optional.ofNullable(cluster.releases().get(release.name()));
      if (recorded.isPresent()) {
        recorded(release, recorded.get());
      } else {
        rendered(release, withSecrets);
      }
    }
    cluster
        .unreachable()
        .ifPresent(
            reason ->
                notes.add(
                    "the cluster was not asked (%s): the chart's deployed objects are rendered from the values in the stack's state"
                        .formatted(reason)));
    if (state.releases().isEmpty()) {
      notes.add("nothing of this stack is deployed");
    }
    return new Side(objects, Secrets.of(plain), notes, List.of());
  }

  private void own(StateResource resource) {
    if (revealed(resource.inputs()) instanceof ObjectNode body && body.has("kind")) {
      var fate = resource.retained() ? Fate.KEPT : Fate.DELETED;
      objects.add(
          new SideObject(
              "",
              ManifestObject.of(body, ""),
              resource.protectedFromDeletion() ? Fate.PROTECTED : fate));
    }
  }

  private void recorded(StateResource release, DeployedRelease deployed) {
    hide(release.inputs().path("values"), deployed.values());
    add(release, new Manifest().objects(deployed.manifest(), namespace(release)));
    deployed
        .pending()
        .ifPresent(
            pending ->
                notes.add(
                    "release %s: %s; compared with revision %d"
                        .formatted(release.name(), pending, deployed.revision())));
  }

  /** What is a secret in the new values, or was one in the old, is one wherever it is. */
  private void hide(JsonNode stateValues, JsonNode deployedValues) {
    var places = new ArrayList<>(secretValues);
    StateSecrets.revealed(stateValues, (at, secret) -> places.add(at));
    places.forEach(at -> plain.addAll(Texts.of(deployedValues.at(at))));
  }

  private void rendered(StateResource release, Supplier<DeployedState> withSecrets) {
    if (cluster.unreachable().isEmpty()) {
      notes.add(
          "release %s: Helm has no record of it in the cluster; its deployed objects are rendered from the values in the stack's state"
              .formatted(release.name()));
    }
    var inputs = inputs(release, withSecrets);
    secretValues.forEach(at -> plain.addAll(Texts.of(inputs.path("values").at(at))));
    var values = new Json().plain(inputs.path("values"));
    objects.addAll(
        renderer.render(
            new WantedRelease(
                inputs.path("name").asText(), namespace(release), chart(inputs), values),
            Secrets.of(plain)));
  }

  private JsonNode inputs(StateResource release, Supplier<DeployedState> withSecrets) {
    var secret = new ArrayList<JsonPointer>();
    var inputs = StateSecrets.revealed(release.inputs(), (at, value) -> secret.add(at));
    if (secret.isEmpty()) {
      return inputs;
    }
    var decrypted = withSecrets.get().find(release.type(), release.name()).orElse(release);
    return revealed(decrypted.inputs());
  }

  private JsonNode revealed(JsonNode inputs) {
    return StateSecrets.revealed(inputs, (at, secret) -> plain.addAll(Texts.of(secret)));
  }

  private void add(StateResource release, List<ManifestObject> rendered) {
    rendered.forEach(object -> objects.add(SideObject.of(release.name(), object)));
  }

  private static ChartReference chart(JsonNode inputs) {
    return new ChartReference(
        inputs.path("chart").asText(),
        inputs.path("version").asText(),
        Optional.of(inputs.at("/repositoryOpts/repo").asText()).filter(repo -> !repo.isEmpty()));
  }

  private static String namespace(StateResource release) {
    return release.inputs().path("namespace").asText();
  }
}
