package greptimedb.etcd.ops.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import greptimedb.etcd.ops.console.OpsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Splits a rendered manifest into its objects. */
public final class Manifest {
  private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());

  /**
   * The manifest's objects, in its order; empty documents are left out.
   *
   * @param manifest YAML, its documents parted by {@code ---}
   * @param namespace given to objects that name none; ignored later for kinds without namespaces
   * @throws OpsException when it is not YAML
   */
  public List<ManifestObject> objects(String manifest, String namespace) {
    var objects = new ArrayList<ManifestObject>();
    try (var documents =
        yaml.readerFor(com.fasterxml.jackson.databind.JsonNode.class).readValues(manifest)) {
      while (documents.hasNext()) {
        if (documents.next() instanceof ObjectNode document && document.has("kind")) {
          objects.add(ManifestObject.of(document, namespace));
        }
      }
    } catch (JsonProcessingException e) {
      throw OpsException.unreadable(
          "the release's manifest is not YAML: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw OpsException.unreadable("the release's manifest cannot be read", e);
    }
    return List.copyOf(objects);
  }
}
