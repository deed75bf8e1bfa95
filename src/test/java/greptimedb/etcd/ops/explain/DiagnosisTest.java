package greptimedb.etcd.ops.explain;

import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.reliability.LossScenario;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  private final KubernetesSerialization yaml = new KubernetesSerialization();

  @Test
  void aReadyPodIsNoTrouble() {
    var ready = pod("phase: Running\n  conditions: [{type: Ready, status: 'True'}]");

    assertThat(troubles(ready)).isEmpty();
  }

  @Test
  void aFinishedHookIsNoTrouble() {
    assertThat(troubles(pod("phase: Succeeded"))).isEmpty();
  }

  @Test
  void anUnschedulablePodTellsWhatTheSchedulerSaid() {
    var pod =
        pod(
            "phase: Pending\n  conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable,"
                + " message: 1 Insufficient cpu}]");

    assertThat(troubles(pod))
        .containsExactly(new Trouble("Pod etcd-0", "Pending", "Unschedulable: 1 Insufficient cpu"));
  }

  @Test
  void anImageThatCannotBePulledIsNamed() {
    var pod =
        pod(
            "phase: Pending\n  containerStatuses: [{name: etcd, image: 'a/b:c', ready: false,"
                + " state: {waiting: {reason: ImagePullBackOff, message: not found}}}]");

    assertThat(troubles(pod))
        .containsExactly(new Trouble("Pod etcd-0", "Pending", "ImagePullBackOff a/b:c: not found"));
  }

  @Test
  void aCrashTellsItsCodeAndItsLastWords() {
    var pod =
        pod(
            "phase: Running\n  containerStatuses: [{name: etcd, image: i, ready: false,"
                + " state: {waiting: {reason: CrashLoopBackOff}},"
                + " lastState: {terminated: {exitCode: 3, reason: Error}}}]");

    assertThat(troubles(pod, Map.of("etcd-0/etcd", "no space left"), List.of()))
        .containsExactly(
            new Trouble(
                "Pod etcd-0",
                "Running",
                "CrashLoopBackOff, container etcd ended with 3 (Error): no space left"));
  }

  @LossScenario(
      number = 23,
      text = "A member that hangs is explained by what the kubelet did, not by its last log line")
  @Test
  void aContainerThatItsProbeEndedNamesTheProbe() {
    // given a member that hangs, after its first restart
    var pod =
        pod(
            "phase: Running\n  containerStatuses: [{name: etcd, image: i, ready: false,"
                + " restartCount: 2, state: {running: {}},"
                + " lastState: {terminated: {exitCode: 137, reason: Error}}}]");
    var killing = event("2026-01-01T00:00:02Z", "Container etcd failed liveness probe");
    killing.setType("Normal");
    killing.setReason("Killing");

    assertThat(troubles(pod, Map.of("etcd-0/etcd", "Cluster is healthy"), List.of(killing)))
        .containsExactly(
            new Trouble(
                "Pod etcd-0",
                "Running",
                "container etcd was ended by the kubelet (2 restarts): Killing: Container etcd"
                    + " failed liveness probe; it had printed last: Cluster is healthy"));
  }

  @LossScenario(number = 23, text = "A member whose volume was lost is named as such")
  @Test
  void aClaimThatIsMuchNewerThanTheOthersIsNamed() {
    // given
    var pod = pod("phase: Running\n  conditions: [{type: Ready, status: 'False', message: m}]");
    var claims = List.of(claim("data-etcd-0", "12:30:00"), claim("data-etcd-1", "10:00:00"));
    // when
    var troubles = Diagnosis.of(new Observed(List.of(), List.of(pod), claims, List.of(), Map.of()));
    // then
    assertThat(troubles)
        .singleElement()
        .satisfies(
            trouble ->
                assertThat(trouble.reason())
                    .startsWith("its claim data-etcd-0 was created at 2026-01-01T12:30:00Z")
                    .contains("etcdctl member remove"));
  }

  @Test
  void claimsThatWereMadeTogetherAreNoReason() {
    var pod = pod("phase: Running\n  conditions: [{type: Ready, status: 'False', message: m}]");
    var claims = List.of(claim("data-etcd-0", "10:00:05"), claim("data-etcd-1", "10:00:00"));

    assertThat(Diagnosis.of(new Observed(List.of(), List.of(pod), claims, List.of(), Map.of())))
        .containsExactly(new Trouble("Pod etcd-0", "Running", "m"));
  }

  private PersistentVolumeClaim claim(String name, String time) {
    return yaml.unmarshal(
        "metadata: {name: %s, creationTimestamp: '2026-01-01T%sZ'}\nstatus: {phase: Bound}"
            .formatted(name, time),
        PersistentVolumeClaim.class);
  }

  @Test
  void aRunningPodThatIsNotReadyTellsItsNewestWarning() {
    var pod = pod("phase: Running\n  conditions: [{type: Ready, status: 'False', message: m}]");
    var events =
        List.of(event("2026-01-01T00:00:02Z", "new\n thing"), event("2026-01-01T00:00:01Z", "old"));

    assertThat(troubles(pod, Map.of(), events))
        .containsExactly(new Trouble("Pod etcd-0", "Running", "Unhealthy: new thing"));
  }

  @Test
  void aPendingClaimAndASetWithoutItsPodsAreTold() {
    var claim =
        yaml.unmarshal(
            "metadata: {name: data-etcd-0}\nstatus: {phase: Pending}", PersistentVolumeClaim.class);
    var set =
        yaml.unmarshal(
            "metadata: {name: etcd}\nspec: {replicas: 3}\nstatus: {replicas: 1, readyReplicas: 0}",
            StatefulSet.class);
    var seen = new Observed(List.of(set), List.of(), List.of(claim), List.of(), Map.of());

    assertThat(Diagnosis.of(seen))
        .containsExactly(
            new Trouble("StatefulSet etcd", "0 of 3 ready", ""),
            new Trouble("PersistentVolumeClaim data-etcd-0", "Pending", "no event yet"));
  }

  private static List<Trouble> troubles(Pod pod) {
    return troubles(pod, Map.of(), List.of());
  }

  private static List<Trouble> troubles(Pod pod, Map<String, String> lines, List<Event> events) {
    return Diagnosis.of(new Observed(List.of(), List.of(pod), List.of(), events, lines));
  }

  private Pod pod(String status) {
    return yaml.unmarshal("metadata: {name: etcd-0}\nstatus:\n  " + status, Pod.class);
  }

  private Event event(String time, String message) {
    var event =
        yaml.unmarshal(
            "type: Warning\nreason: Unhealthy\ninvolvedObject: {kind: Pod, name: etcd-0}",
            Event.class);
    event.setLastTimestamp(time);
    event.setMessage(message);
    return event;
  }
}
