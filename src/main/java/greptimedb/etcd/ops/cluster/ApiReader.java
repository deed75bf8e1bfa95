package greptimedb.etcd.ops.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads single objects and lists of the Kubernetes API, for commands that ask for few. */
public interface ApiReader extends AutoCloseable {
  /**
   * What is at a path, such as {@code /api/v1/namespaces/NAMESPACE/secrets?labelSelector=...}.
   *
   * @return empty where there is no such object, or no such kind
   * @throws NoAnswer when the API cannot be reached, or does not give it
   */
  Optional<JsonNode> at(String path);

  @Override
  void close();

  /** Why there is no answer, in one line. */
  final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With the reason alone: it is shown to a person. */
    public NoAnswer(String reason) {
      super(reason);
    }
  }
}
