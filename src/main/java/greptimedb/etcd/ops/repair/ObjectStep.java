package greptimedb.etcd.ops.repair;

import com.fasterxml.jackson.databind.node.ObjectNode;
import greptimedb.etcd.ops.cluster.ManifestObject;

/** What a rollback does with one object. */
sealed interface ObjectStep {
  /** Which object. */
  ManifestObject.Key key();

  /** Bring it back; when it is not there, create it from {@code body}. */
  record Reset(ManifestObject.Key key, ObjectNode patch, ObjectNode body) implements ObjectStep {}

  /** Delete it: only the pending revision has it, and it holds no data. */
  record Delete(ManifestObject.Key key) implements ObjectStep {}

  /** Leave it, because of {@code why}. */
  record Keep(ManifestObject.Key key, String why) implements ObjectStep {}

  /** Nothing may be done to the release, because of {@code why}. */
  record Refuse(ManifestObject.Key key, String why) implements ObjectStep {}
}
