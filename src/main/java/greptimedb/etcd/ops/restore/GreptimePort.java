package greptimedb.etcd.ops.restore;

import greptimedb.etcd.model.cluster.ReleaseNames;
import java.util.List;

/** The GreptimeDBCluster and what its operator makes of it. */
public interface GreptimePort {
  /** {@code spec.meta.replicas}; 1 where it is left out. */
  int replicas();

  /** Sets {@code spec.meta.replicas} and nothing else. */
  void scale(int replicas);

  /**
   * What is left of Metasrv: its pods, terminating ones included, each with its state, such as
   * {@code greptimedb-meta-0 (terminating, held by the finalizer example.com/hold)}; and its
   * Deployment while that wants any.
   */
  List<String> remaining();

  /**
   * Sets the GreptimeDBCluster's endpoints to those of a release, as the program's own patch does.
   *
   * @throws StepFailed when the object does not let itself be moved, with the reason
   */
  void point(ReleaseNames release);

  /** The etcd endpoints that the GreptimeDBCluster names. */
  List<String> endpoints();

  /**
   * What is missing until Metasrv runs with so many replicas on this endpoint: the operator's
   * ConfigMap names it, the Deployment is rolled out. Empty when nothing is.
   *
   * @param release the one whose Service the endpoint has to be
   */
  List<String> missing(int replicas, ReleaseNames release);
}
