package greptimedb.etcd.config.greptimedb;

import java.util.Arrays;
import java.util.Optional;

/** The field of a GreptimeDBCluster that names its etcd. */
public enum EndpointField {
  /** The one that the live object uses. */
  AUTO("auto"),
  /** {@code spec.meta.etcdEndpoints}: operators up to 0.5.3. */
  ETCD_ENDPOINTS("etcdEndpoints"),
  /** {@code spec.meta.backendStorage.etcd.endpoints}: operators from 0.5.4. */
  BACKEND_STORAGE("backendStorage");

  /** What a problem says of any other text. */
  public static final String EXPECTED = "expected auto, etcdEndpoints or backendStorage";

  private final String text;

  EndpointField(String text) {
    this.text = text;
  }

  /** Reads a field as the stack file writes it; empty if the text is none. */
  public static Optional<EndpointField> parse(String text) {
    return Arrays.stream(values()).filter(field -> field.text.equals(text)).findFirst();
  }

  /** As the stack file writes it. */
  public String text() {
    return text;
  }
}
