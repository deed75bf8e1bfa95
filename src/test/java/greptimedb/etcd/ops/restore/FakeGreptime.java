package greptimedb.etcd.ops.restore;

import greptimedb.etcd.model.cluster.ReleaseNames;
import java.util.ArrayList;
import java.util.List;

/**
 * An operator that starts and ends pods one look later, and rolls them when the endpoints change.
 */
final class FakeGreptime implements GreptimePort {
  private final RestoreWorld world;
  int replicas = 1;
  List<String> endpoints = List.of("etcd.etcd-cluster.svc.cluster.local:2379");
  boolean held;
  private String podsEndpoint = endpoints.get(0);
  private boolean running = true;

  FakeGreptime(RestoreWorld world) {
    this.world = world;
  }

  boolean running() {
    return running;
  }

  String releaseOfPods() {
    return podsEndpoint.substring(0, podsEndpoint.indexOf('.'));
  }

  /** Time goes on. */
  void turn() {
    if (replicas == 0 && !held) {
      running = false;
    } else if (replicas > 0 && !running) {
      running = true;
      podsEndpoint = endpoints.get(0);
    }
  }

  void point(String endpoint) {
    if (running && !podsEndpoint.equals(endpoint)) {
      world.violations.add("the endpoints changed under a running Metasrv: two writers");
    }
    endpoints = List.of(endpoint);
  }

  @Override
  public void point(ReleaseNames release) {
    world.call();
    if (world.stack.orphan) {
      world.violations.add("a run that nobody waited for may set the endpoints back");
    }
    point(release.endpoint());
    world.call();
  }

  @Override
  public int replicas() {
    world.call();
    return replicas;
  }

  @Override
  public void scale(int wanted) {
    world.call();
    replicas = wanted;
    world.call();
  }

  @Override
  public List<String> remaining() {
    world.call();
    return running
        ? List.of(held ? "meta-0 (held by finalizer example.com/hold)" : "meta-0")
        : List.of();
  }

  @Override
  public List<String> endpoints() {
    world.call();
    return endpoints;
  }

  @Override
  public List<String> missing(int wanted, ReleaseNames release) {
    world.call();
    var missing = new ArrayList<String>();
    if (!endpoints.equals(List.of(release.endpoint()))) {
      missing.add("the ConfigMap names " + endpoints);
    }
    if (!running) {
      missing.add("no pod is ready");
    }
    return missing;
  }
}
