package greptimedb.etcd.kubernetes;

import com.pulumi.resources.CustomResourceOptions;
import greptimedb.etcd.model.KubernetesObject;

/** Which pods the Prometheus Operator has scraped. */
public final class PodMonitor extends DeclaredObject {
  /** Declares it under its own name. */
  public PodMonitor(KubernetesObject object, CustomResourceOptions options) {
    super(object, options);
  }
}
