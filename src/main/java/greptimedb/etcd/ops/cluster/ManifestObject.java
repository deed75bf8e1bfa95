package greptimedb.etcd.ops.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One object of a manifest.
 *
 * @param body all of it, as rendered: key fields included
 */
public record ManifestObject(Key key, ObjectNode body) {

  /**
   * What tells one object from another.
   *
   * @param apiVersion group and version, for example {@code apps/v1}
   */
  public record Key(String apiVersion, String kind, String namespace, String name) {
    /** For messages: {@code Service etcd}. */
    public String shown() {
      return kind + " " + name;
    }

    /** Without the version, which may change between revisions: the object stays the same one. */
    public Key unversioned() {
      var slash = apiVersion.indexOf('/');
      return new Key(slash < 0 ? "" : apiVersion.substring(0, slash), kind, namespace, name);
    }
  }

  /**
   * An object by its manifest.
   *
   * @param namespace given to one that names none
   */
  public static ManifestObject of(ObjectNode body, String namespace) {
    var metadata = body.path("metadata");
    return new ManifestObject(
        new Key(
            body.path("apiVersion").asText(),
            body.path("kind").asText(),
            metadata.path("namespace").asText(namespace),
            metadata.path("name").asText()),
        body);
  }
}
