package greptimedb.etcd.ops.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** JSON as a tree. */
public final class Json {
  private final ObjectMapper mapper = new ObjectMapper();

  /** An object as plain maps, lists and scalars. */
  public Map<String, Object> plain(JsonNode object) {
    return mapper.convertValue(object, new TypeReference<Map<String, Object>>() {});
  }

  /**
   * Parses a document.
   *
   * @param text all of it
   * @param what names the document in the error
   * @throws OpsException when it is not JSON
   */
  public JsonNode parse(String text, String what) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw OpsException.unreadable(what + " is not JSON: " + e.getOriginalMessage());
    }
  }
}
