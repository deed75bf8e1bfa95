package greptimedb.etcd.ops.repair;

import com.fasterxml.jackson.databind.node.ObjectNode;
import greptimedb.etcd.ops.cluster.Cluster;
import greptimedb.etcd.ops.cluster.HelmRecord;
import greptimedb.etcd.ops.cluster.ManifestObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Stands in for a cluster and keeps what was asked of it. */
final class RecordingCluster implements Cluster {
  final List<String> calls = new ArrayList<>();
  private final List<HelmRecord> records;
  private final Set<String> missing;

  /**
   * @param missing names of objects that are not there
   */
  RecordingCluster(List<HelmRecord> records, Set<String> missing) {
    this.records = records;
    this.missing = missing;
  }

  @Override
  public List<HelmRecord> records(String namespace, String release) {
    return records.stream().filter(record -> record.release().equals(release)).toList();
  }

  @Override
  public void deleteRecord(String namespace, HelmRecord record) {
    calls.add("forget " + record.secret());
  }

  @Override
  public boolean patch(ManifestObject.Key key, ObjectNode patch) {
    calls.add("patch " + key.shown());
    return !missing.contains(key.name());
  }

  @Override
  public void create(ManifestObject.Key key, ObjectNode body) {
    calls.add(
        "create "
            + key.shown()
            + " of "
            + body.at("/metadata/annotations/meta.helm.sh~1release-name").asText());
  }

  @Override
  public void delete(ManifestObject.Key key) {
    calls.add("delete " + key.shown());
  }

  @Override
  public boolean hasJob(String namespace, String name) {
    return true;
  }
}
