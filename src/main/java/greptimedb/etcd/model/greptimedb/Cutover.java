package greptimedb.etcd.model.greptimedb;

import greptimedb.etcd.config.greptimedb.EndpointField;
import greptimedb.etcd.config.greptimedb.GreptimeConfiguration;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.cluster.ReleaseNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Points a GreptimeDBCluster at the active release, or says why that cannot be done safely.
 *
 * @param greptimedb the block
 * @param live the object as it is
 * @param active the names of the active release
 */
public record Cutover(GreptimeConfiguration greptimedb, LiveCluster live, ReleaseNames active) {

  /** The field that gets the endpoint. */
  public StoreField field() {
    return switch (greptimedb.endpointField()) {
      case ETCD_ENDPOINTS -> StoreField.ETCD_ENDPOINTS;
      case BACKEND_STORAGE -> StoreField.BACKEND_STORAGE;
      case AUTO -> follows();
    };
  }

  /** The object that is to be applied. */
  public KubernetesObject patch() {
    return ClusterPatch.desired(greptimedb, endpoints(), appliedOver());
  }

  /** Stays as it is while the object says what it should, and is new whenever it does not. */
  private Optional<String> appliedOver() {
    var isAsWanted =
        endpoints().entrySet().stream()
            .allMatch(field -> live.endpoints(field.getKey()).equals(field.getValue()));
    return isAsWanted ? live.appliedOver() : live.version();
  }

  /** Why nothing may be changed; empty if it may. */
  public List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    live.otherBackend().ifPresent(kind -> problems.add(anotherBackend(kind)));
    if (live.configuresStore()) {
      problems.add(
          new Problem(
              "greptimedb.name",
              reference(),
              "its spec.meta.config sets store_addrs, which beats every endpoint field; take it out there, or set"
                  + " greptimedb.enabled: false and keep that text in step by hand"));
    }
    if (problems.isEmpty()) {
      runningMetasrv().ifPresent(problems::add);
      endpoints().forEach((field, wanted) -> owned(field, wanted).ifPresent(problems::add));
    }
    return problems;
  }

  /** What deserves a word although it may be right. */
  public List<String> warnings() {
    var field = greptimedb.endpointField();
    if (field == EndpointField.AUTO) {
      return live.endpointsInUse().isEmpty()
          ? List.of(
              mayBeUnknown(
                  field,
                  "names no etcd yet, so backendStorage is set",
                  EndpointField.ETCD_ENDPOINTS))
          : List.of();
    }
    var other =
        field() == StoreField.BACKEND_STORAGE
            ? StoreField.ETCD_ENDPOINTS
            : StoreField.BACKEND_STORAGE;
    return live.endpoints(field()).isEmpty() && !live.endpoints(other).isEmpty()
        ? List.of(mayBeUnknown(field, "uses " + other.text(), EndpointField.AUTO))
        : List.of();
  }

  /** The API server's answer does not say which setting it was. */
  private String mayBeUnknown(EndpointField set, String uses, EndpointField instead) {
    return "greptimedb.endpointField: %s: %s %s; if the API server answers \"field not declared in schema\", set greptimedb.endpointField: %s"
        .formatted(set.text(), reference(), uses, instead.text());
  }

  /** The new field wherever it is in use: beside it the old one has no future. */
  private StoreField follows() {
    return live.endpoints(StoreField.BACKEND_STORAGE).isEmpty()
            && !live.endpoints(StoreField.ETCD_ENDPOINTS).isEmpty()
        ? StoreField.ETCD_ENDPOINTS
        : StoreField.BACKEND_STORAGE;
  }

  private Map<StoreField, List<String>> endpoints() {
    var endpoints = new LinkedHashMap<StoreField, List<String>>();
    endpoints.put(field(), wanted());
    if (field() == StoreField.BACKEND_STORAGE && live.has(StoreField.ETCD_ENDPOINTS)) {
      endpoints.put(StoreField.ETCD_ENDPOINTS, List.of());
    }
    return endpoints;
  }

  /** Another spelling of the same Service stays: changing it would only restart Metasrv. */
  private List<String> wanted() {
    var present = live.endpoints(field());
    return servesActive(present) ? present : List.of(active.endpoint());
  }

  private boolean servesActive(List<String> endpoints) {
    return !endpoints.isEmpty() && endpoints.stream().allMatch(active::serves);
  }

  private Problem anotherBackend(String kind) {
    return new Problem(
        "greptimedb.name",
        reference(),
        "keeps its metadata in %s (spec.meta.backendStorage.%s), not in etcd; set greptimedb.enabled: false"
            .formatted(kind, kind));
  }

  /**
   * A changed endpoint is rolled out pod by pod: meanwhile old pods lead in the old etcd and new
   * ones in the new.
   */
  private Optional<Problem> runningMetasrv() {
    var used = live.endpointsInUse();
    if (used.isEmpty() || servesActive(used) || live.metasrvPods() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            "greptimedb.name",
            reference(),
            "%d Metasrv pods use %s: while they are replaced, old ones would write there and new ones to %s. Let ./ops restore do it, or stop them first: kubectl -n %s patch greptimedbcluster %s --type merge -p '{\"spec\":{\"meta\":{\"replicas\":0}}}'"
                .formatted(
                    live.metasrvPods(),
                    String.join(", ", used),
                    active.endpoint(),
                    greptimedb.namespace(),
                    greptimedb.name())));
  }

  private Optional<Problem> owned(StoreField field, List<String> wanted) {
    var managers = live.otherManagers(field);
    if (greptimedb.force() || managers.isEmpty() || live.endpoints(field).equals(wanted)) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            "greptimedb.force",
            "false",
            "%s of %s belongs to the field manager %s, which may set it back to %s; change it there as well, and take it over with greptimedb.force: true"
                .formatted(
                    field.dotted(),
                    reference(),
                    String.join(", ", managers),
                    live.endpoints(field))));
  }

  private String reference() {
    return greptimedb.namespace() + "/" + greptimedb.name();
  }
}
