package greptimedb.etcd.ops.explain;

import static org.assertj.core.api.Assertions.assertThat;

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
