package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pulumirpc.Resource.RegisterResourceRequest;

/** What waits for what while a release is restored. */
class RestoreOrderTest {
  private static final String RELEASE = "kubernetes:helm.sh/v3:Release::etcd-recover";

  @ParameterizedTest
  @ValueSource(strings = {"-prepare-", "-verify-"})
  void endpointsThatStayArePatchedBeforeTheRestoreBegins(String job) {
    // when
    var stack = restoring("etcd");
    // then: ops restore moves them while the run still ends
    assertThat(waitsFor(stack, job)).anyMatch(urn -> urn.contains("GreptimeDBCluster"));
    assertThat(waitsFor(stack, "GreptimeDBCluster")).noneMatch(urn -> urn.endsWith(RELEASE));
  }

  @Test
  void endpointsThatMoveArePatchedOnceTheMembersAgree() {
    // when
    var stack = restoring("etcd-recover");
    // then
    assertThat(waitsFor(stack, "GreptimeDBCluster"))
        .anyMatch(urn -> urn.endsWith(RELEASE))
        .anyMatch(urn -> urn.contains("-verify-"));
  }

  @Test
  void theMembersAreComparedWhileHelmStillLooksAtThem() {
    // when
    var stack = restoring("etcd");
    // then
    assertThat(waitsFor(stack, RELEASE)).anyMatch(urn -> urn.contains("-prepare-"));
    assertThat(waitsFor(stack, "-verify-"))
        .anyMatch(urn -> urn.contains("-prepare-"))
        .noneMatch(urn -> urn.endsWith(RELEASE));
  }

  private static RecordedStack restoring(String active) {
    var live = Map.of("spec", Map.of("meta", Map.of("etcdEndpoints", "elsewhere:2379")));
    return RecordedStack.of(
        Map.of(
            "greptimedb-etcd:cluster", "{}",
            "greptimedb-etcd:backup",
                "{\"enabled\": true, \"storage\": {\"claim\": \"snapshots\"}}",
            "greptimedb-etcd:restore", "{\"enabled\": true, \"snapshot\": \"db-2026-01-02_03-04\"}",
            "greptimedb-etcd:active", active,
            "greptimedb-etcd:greptimedb", "{\"enabled\": true}"),
        new RecordedStack.Before(Map.of(), Map.of("default/greptimedb", live)));
  }

  /** Everything that must be there before, by the ends of dependencies' dependencies. */
  private static Set<String> waitsFor(RecordedStack stack, String name) {
    var found = new TreeSet<String>();
    var begin =
        stack.requests().stream().filter(request -> shown(request).contains(name)).findFirst();
    assertThat(begin).as(stack.result().errors().toString()).isPresent();
    follow(stack, begin.orElseThrow(), found);
    return found;
  }

  private static void follow(
      RecordedStack stack, RegisterResourceRequest request, Set<String> found) {
    for (var urn : request.getDependenciesList()) {
      if (found.add(urn)) {
        stack.requests().stream()
            .filter(other -> urn.endsWith(shown(other)))
            .forEach(other -> follow(stack, other, found));
      }
    }
  }

  private static String shown(RegisterResourceRequest request) {
    return request.getType() + "::" + request.getName();
  }
}
