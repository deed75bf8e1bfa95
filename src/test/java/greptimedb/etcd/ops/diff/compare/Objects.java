package greptimedb.etcd.ops.diff.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import greptimedb.etcd.ops.cluster.ManifestObject;
import java.io.IOException;
import java.util.List;

/** Objects for tests, from YAML. */
public final class Objects {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** A small StatefulSet; the text goes into its container. */
  public static final String MEMBERS =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: etcd}
      spec:
        replicas: %s
        template:
          metadata: {labels: {app: etcd}}
          spec:
            containers:
              - name: etcd
                image: etcd:1
                env: [{name: QUOTA, value: "%s"}]
            volumes: [%s]
        volumeClaimTemplates: [{metadata: {name: data}, spec: {resources: {requests: {storage: %s}}}}]
      """;

  private Objects() {}

  public static JsonNode tree(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (IOException malformed) {
      throw new IllegalArgumentException(yaml, malformed);
    }
  }

  /** An object of a release in namespace {@code ns}. */
  public static SideObject ofChart(String yaml) {
    return SideObject.of("etcd", object(yaml));
  }

  /** An object of the program's own. */
  public static SideObject own(String yaml) {
    return new SideObject("", object(yaml), SideObject.Fate.DELETED);
  }

  public static SideObject members(int replicas, String quota, String volume, String size) {
    return ofChart(MEMBERS.formatted(replicas, quota, volume, size));
  }

  static List<ObjectDifference> compared(
      Secrets secrets, List<SideObject> before, List<SideObject> after) {
    return new Comparison(secrets).of(before, after);
  }

  private static ManifestObject object(String yaml) {
    return ManifestObject.of((ObjectNode) tree(yaml), "ns");
  }
}
