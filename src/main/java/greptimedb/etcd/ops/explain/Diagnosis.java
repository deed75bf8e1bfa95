package greptimedb.etcd.ops.explain;

import greptimedb.etcd.ops.cluster.Containers;
import greptimedb.etcd.ops.cluster.PodConditions;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells from what was observed what is not ready, and why. */
final class Diagnosis {
  /** Exit codes of a container that was ended by SIGKILL or SIGTERM. */
  private static final Set<Integer> KILLED = Set.of(137, 143);

  private final Observed observed;
  private final EventLog events;

  private Diagnosis(Observed observed) {
    this.observed = observed;
    this.events = new EventLog(observed.events());
  }

  /** The troubles: sets that cannot make their pods, claims, then pods; empty when all is ready. */
  static List<Trouble> of(Observed observed) {
    var diagnosis = new Diagnosis(observed);
    return Stream.of(
            observed.sets().stream().flatMap(set -> diagnosis.set(set).stream()),
            observed.claims().stream().flatMap(claim -> diagnosis.claim(claim).stream()),
            observed.pods().stream().flatMap(pod -> diagnosis.pod(pod).stream()))
        .flatMap(troubles -> troubles)
        .toList();
  }

  private Optional<Trouble> set(StatefulSet set) {
    var name = set.getMetadata().getName();
    var wanted = Optional.ofNullable(set.getSpec().getReplicas()).orElse(1);
    var status = Optional.ofNullable(set.getStatus());
    var ready = status.map(s -> s.getReadyReplicas()).orElse(0);
    if (ready >= wanted) {
      return Optional.empty();
    }
    var made = status.map(s -> s.getReplicas()).orElse(0);
    var why = made < wanted ? events.lastWarning("StatefulSet", name) : Optional.<String>empty();
    return Optional.of(
        new Trouble(
            "StatefulSet " + name, "%d of %d ready".formatted(ready, wanted), why.orElse("")));
  }

  private Optional<Trouble> claim(PersistentVolumeClaim claim) {
    var name = claim.getMetadata().getName();
    var phase = claim.getStatus() == null ? "Pending" : claim.getStatus().getPhase();
    if ("Bound".equals(phase)) {
      return Optional.empty();
    }
    var event = events.last("PersistentVolumeClaim", name);
    return Optional.of(
        new Trouble("PersistentVolumeClaim " + name, phase, event.orElse("no event yet")));
  }

  private List<Trouble> pod(Pod pod) {
    var phase = Optional.ofNullable(pod.getStatus().getPhase()).orElse("Unknown");
    if (phase.equals("Succeeded") || PodConditions.isReady(pod)) {
      return List.of();
    }
    var what = "Pod " + pod.getMetadata().getName();
    var unscheduled = PodConditions.unscheduled(pod);
    if (unscheduled.isPresent()) {
      return List.of(new Trouble(what, phase, unscheduled.get()));
    }
    var troubles = new ArrayList<Trouble>();
    LostVolume.of(pod, observed.claims())
        .ifPresent(reason -> troubles.add(new Trouble(what, phase, reason)));
    for (var container : Containers.of(pod)) {
      container(pod, container).ifPresent(reason -> troubles.add(new Trouble(what, phase, reason)));
    }
    if (troubles.isEmpty()) {
      var name = pod.getMetadata().getName();
      var event = events.lastWarning("Pod", name).or(() -> PodConditions.message(pod));
      troubles.add(
          new Trouble(what, phase, event.orElse("not ready yet, nothing has failed so far")));
    }
    return troubles;
  }

  private Optional<String> container(Pod pod, ContainerStatus container) {
    var waiting = container.getState() == null ? null : container.getState().getWaiting();
    var waitingReason = waiting == null ? "" : Optional.ofNullable(waiting.getReason()).orElse("");
    if (waitingReason.contains("Image") || waitingReason.startsWith("CreateContainer")) {
      var message = Optional.ofNullable(waiting.getMessage());
      return Optional.of(
          "%s %s: %s".formatted(waitingReason, container.getImage(), message.orElse("")));
    }
    return Containers.ended(container)
        .map(end -> waitingReason(waitingReason) + ended(pod, container, end));
  }

  private static String waitingReason(String reason) {
    return reason.isEmpty() ? "" : reason + ", ";
  }

  /**
   * A container that runs again and had been ended by a signal did not fail by itself: its last
   * line, often "healthy", would be taken for the cause.
   */
  private String ended(Pod pod, ContainerStatus container, ContainerStateTerminated end) {
    var line = observed.lastLines().getOrDefault(Containers.key(pod, container), "");
    var killed =
        KILLED.contains(end.getExitCode())
            ? events.killed(pod.getMetadata().getName())
            : Optional.<String>empty();
    if (killed.isPresent()) {
      return "container %s was ended by the kubelet (%d restarts): %s%s"
          .formatted(
              container.getName(),
              container.getRestartCount(),
              killed.get(),
              line.isEmpty() ? "" : "; it had printed last: " + line);
    }
    return "container %s ended with %d (%s)%s"
        .formatted(
            container.getName(),
            end.getExitCode(),
            end.getReason(),
            line.isEmpty() ? "" : ": " + line);
  }
}
