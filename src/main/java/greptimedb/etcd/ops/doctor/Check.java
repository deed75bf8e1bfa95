package greptimedb.etcd.ops.doctor;

import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.console.Reason;
import greptimedb.etcd.ops.doctor.check.Judgement;
import greptimedb.etcd.ops.doctor.look.Unasked;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;

/**
 * One line of the report.
 *
 * @param name at its beginning
 * @param look looks and judges; what it throws is told as not asked
 */
record Check(String name, Supplier<Judgement> look) {

  Judgement judge() {
    try {
      return look.get();
    } catch (Unasked | OpsException | KubernetesClientException away) {
      return Judgement.unasked(Reason.of(away));
    }
  }
}
