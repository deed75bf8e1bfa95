package greptimedb.etcd.outputs;

/**
 * Outputs that are not those of a stack, or of a contract version that this reader does not know.
 */
public final class OutputsException extends RuntimeException {
  OutputsException(String message) {
    super(message);
  }
}
