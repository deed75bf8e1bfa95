package greptimedb.etcd.ops.restore.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.restore.RestoreLog;
import greptimedb.etcd.ops.stack.Pulumi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys of a stack file that a restore reads and changes, through the Pulumi command line. Each
 * call of that takes most of a second, while GreptimeDB stands still: so the file is read once
 * after each change.
 */
final class StackKeys {
  private static final String PREFIX = "greptimedb-etcd:";
  private static final String RESTORE = PREFIX + "restore";
  private static final String ACTIVE = PREFIX + "active";

  private final Pulumi pulumi;
  private final RestoreLog log;
  private final Json json = new Json();
  private Optional<JsonNode> known = Optional.empty();

  StackKeys(Pulumi pulumi, RestoreLog log) {
    this.pulumi = pulumi;
    this.log = log;
  }

  /** As {@link greptimedb.etcd.ops.restore.StackPort#settings()}. */
  String settings() {
    var settings = JsonNodeFactory.instance.objectNode();
    for (var key : List.of(RESTORE, ACTIVE)) {
      value(key).filter(found -> !isUnset(found)).ifPresent(found -> settings.set(key, found));
    }
    return settings.toString();
  }

  /** Pulumi.yaml gives an empty text to each key that the stack file lacks. */
  private static boolean isUnset(JsonNode found) {
    return found.isTextual() && found.asText().isBlank();
  }

  boolean recovers(String release, String snapshot) {
    var restore = value(RESTORE);
    return restore.isPresent()
        && restore.get().path("enabled").asBoolean()
        && restore.get().path("release").asText("etcd-recover").equals(release)
        && restore.get().path("snapshot").asText().equals(snapshot);
  }

  void recover(String release, String snapshot, boolean maintenance) {
    var values = new TreeMap<String, String>();
    values.put(RESTORE + ".enabled", "true");
    values.put(RESTORE + ".release", release);
    values.put(RESTORE + ".snapshot", snapshot);
    values.put(RESTORE + ".maintenance", Boolean.toString(maintenance));
    set(values);
  }

  String active() {
    return value(ACTIVE)
        .map(JsonNode::asText)
        .filter(text -> !text.isBlank())
        .orElseGet(
            () ->
                value(PREFIX + "cluster")
                    .map(cluster -> cluster.path("release").asText("etcd"))
                    .orElse("etcd"));
  }

  void activate(String release) {
    set(Map.of(ACTIVE, release));
  }

  /** Brings the keys back to what {@link #settings()} gave. */
  void reset(String settings) {
    var before = json.parse(settings, "the settings before the restore");
    var now = json.parse(settings(), "pulumi config");
    for (var path : Leaves.of(now).keySet()) {
      if (!Leaves.of(before).containsKey(path)) {
        log.say("stack file: %s removed".formatted(path));
        remove(path);
      }
    }
    var changed = new TreeMap<>(Leaves.of(before));
    changed.entrySet().removeAll(Leaves.of(now).entrySet());
    if (!changed.isEmpty()) {
      set(changed);
    }
    if (before.path(RESTORE).isMissingNode() && now.has(RESTORE)) {
      remove(RESTORE);
    }
  }

  private void set(Map<String, String> values) {
    values.forEach((path, value) -> log.say("stack file: %s: %s".formatted(path, value)));
    known = Optional.empty();
    pulumi.set(values);
  }

  private void remove(String path) {
    known = Optional.empty();
    pulumi.remove(path);
  }

  private Optional<JsonNode> value(String key) {
    var configuration = known.orElseGet(pulumi::configuration);
    known = Optional.of(configuration);
    var entry = configuration.path(key);
    return Optional.of(entry.has("objectValue") ? entry.get("objectValue") : entry.path("value"))
        .filter(found -> !found.isMissingNode());
  }
}
