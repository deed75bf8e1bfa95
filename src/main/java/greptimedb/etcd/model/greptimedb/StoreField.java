package greptimedb.etcd.model.greptimedb;

import java.util.List;

/** Where a GreptimeDBCluster names its etcd. */
public enum StoreField {
  /** Operators up to 0.5.3. */
  ETCD_ENDPOINTS("etcdEndpoints", "spec.meta.etcdEndpoints"),
  /** Operators from 0.3.0; the only one from 0.5.4. */
  BACKEND_STORAGE("backendStorage", "spec.meta.backendStorage.etcd.endpoints");

  private final String text;
  private final String dotted;

  StoreField(String text, String dotted) {
    this.text = text;
    this.dotted = dotted;
  }

  /** As {@code greptimedb.endpointField} and the stack's outputs write it. */
  public String text() {
    return text;
  }

  /** From the object's top to the field. */
  public List<String> path() {
    return List.of(dotted.split("\\.", -1));
  }

  /** The path in one word. */
  public String dotted() {
    return dotted;
  }
}
