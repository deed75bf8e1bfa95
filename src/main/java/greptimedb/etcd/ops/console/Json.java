package greptimedb.etcd.ops.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON as a tree. */
public final class Json {
  private final ObjectMapper mapper = new ObjectMapper();

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
