package greptimedb.etcd.kubernetes;

import com.pulumi.resources.CustomResourceOptions;
import greptimedb.etcd.model.KubernetesObject;

/** Alerts that the Prometheus Operator hands to Prometheus. */
public final class PrometheusRule extends DeclaredObject {
  /** Declares it under its own name. */
  public PrometheusRule(KubernetesObject object, CustomResourceOptions options) {
    super(object, options);
  }
}
