package greptimedb.etcd.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON as a tree. */
final class Json {
  private final ObjectMapper mapper = new ObjectMapper();

  /**
   * Parses a document.
   *
   * @param what names the document in the error
   * @throws OpsException when it is not JSON
   */
  JsonNode parse(String text, String what) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw OpsException.unreadable(what + " is not JSON: " + e.getOriginalMessage());
    }
  }
}
