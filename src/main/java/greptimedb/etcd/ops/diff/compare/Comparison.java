package greptimedb.etcd.ops.diff.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import greptimedb.etcd.ops.cluster.ManifestObject;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares two sides object by object. */
public final class Comparison {
  private static final Comparator<ManifestObject.Key> ORDER =
      Comparator.comparing(ManifestObject.Key::kind)
          .thenComparing(ManifestObject.Key::name)
          .thenComparing(ManifestObject.Key::namespace)
          .thenComparing(ManifestObject.Key::apiVersion);

  private final Masking masking;

  /** A comparison that shows none of these. */
  public Comparison(Secrets secrets) {
    this.masking = new Masking(secrets);
  }

  /** What becomes of each object that is on either side, by kind and name. */
  public List<ObjectDifference> of(Collection<SideObject> before, Collection<SideObject> after) {
    var old = byKey(before);
    var wanted = byKey(after);
    var keys = new TreeSet<>(ORDER);
    keys.addAll(old.keySet());
    keys.addAll(wanted.keySet());
    return keys.stream().map(key -> difference(find(old, key), find(wanted, key))).toList();
  }

  private static Map<ManifestObject.Key, SideObject> byKey(Collection<SideObject> objects) {
    var byKey = new LinkedHashMap<ManifestObject.Key, SideObject>();
    objects.forEach(object -> byKey.putIfAbsent(object.object().key().unversioned(), object));
    return byKey;
  }

  private static Optional<SideObject> find(
      Map<ManifestObject.Key, SideObject> objects, ManifestObject.Key key) {
    return Optional.ofNullable(objects.get(key));
  }

  private ObjectDifference difference(Optional<SideObject> before, Optional<SideObject> after) {
    var old = body(before);
    var shown = after.or(() -> before).orElseThrow();
    var isOwn = shown.release().isEmpty() && before.isPresent();
    var wanted = isOwn ? LeftOut.of(old, body(after)) : body(after);
    var key = shown.object().key();
    var immutable = immutable(shown, old, wanted);
    var change = change(before, after, old.equals(wanted), !immutable.isEmpty());
    // The API server refuses the whole change of the chart's object: no pod restarts.
    var refused = !immutable.isEmpty() && change == Change.CHANGED;
    var stays = refused || change == Change.KEPT || change == Change.PROTECTED;
    var masked = masking.of(old, wanted);
    return new ObjectDifference(
        key,
        shown.release(),
        change,
        immutable,
        refused ? List.of() : PodEffects.restarts(key, old, wanted),
        stays ? List.of() : PodEffects.scaling(key, old, wanted),
        change == Change.UNCHANGED
            ? List.of()
            : UnifiedDifference.of(key, masked.before(), masked.after()));
  }

  private static JsonNode body(Optional<SideObject> object) {
    return object.map(side -> Canonical.of(side.object().body())).orElse(MissingNode.getInstance());
  }

  private static List<String> immutable(SideObject shown, JsonNode before, JsonNode after) {
    if (Stream.of(before, after).anyMatch(JsonNode::isMissingNode)) {
      return List.of();
    }
    return shown.release().isEmpty()
        ? ImmutableFields.replaced(before, after)
        : ImmutableFields.changed(before, after);
  }

  private static Change change(
      Optional<SideObject> before, Optional<SideObject> after, boolean equal, boolean immutable) {
    if (before.isEmpty()) {
      return Change.CREATED;
    }
    if (after.isEmpty()) {
      return switch (before.get().fate()) {
        case DELETED -> Change.DELETED;
        case KEPT -> Change.KEPT;
        case PROTECTED -> Change.PROTECTED;
      };
    }
    if (equal) {
      return Change.UNCHANGED;
    }
    return immutable && after.get().release().isEmpty() ? Change.REPLACED : Change.CHANGED;
  }
}
