package greptimedb.etcd.kubernetes;

import com.pulumi.resources.CustomResourceOptions;
import greptimedb.etcd.model.KubernetesObject;

/** A dashboard that the Grafana operator brings to Grafana. */
public final class GrafanaDashboard extends DeclaredObject {
  /** Declares it under its own name. */
  public GrafanaDashboard(KubernetesObject object, CustomResourceOptions options) {
    super(object, options);
  }
}
