package greptimedb.etcd.ops.explain;

import io.fabric8.kubernetes.api.model.Event;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A namespace's events. */
final class EventLog {
  private final List<Event> events;

  EventLog(List<Event> events) {
    this.events = events;
  }

  /** The newest of an object, as {@code Reason: message}. */
  Optional<String> last(String kind, String name) {
    return of(kind, name).max(Comparator.comparing(EventLog::time)).map(EventLog::shown);
  }

  /** The newest warning. */
  Optional<String> lastWarning(String kind, String name) {
    return of(kind, name)
        .filter(event -> "Warning".equals(event.getType()))
        .max(Comparator.comparing(EventLog::time))
        .map(EventLog::shown);
  }

  /** Why the kubelet ended a container of a pod the last time; empty if it did not. */
  Optional<String> killed(String pod) {
    return of("Pod", pod)
        .filter(event -> "Killing".equals(event.getReason()))
        .max(Comparator.comparing(EventLog::time))
        .map(EventLog::shown);
  }

  private Stream<Event> of(String kind, String name) {
    return events.stream()
        .filter(event -> kind.equals(event.getInvolvedObject().getKind()))
        .filter(event -> name.equals(event.getInvolvedObject().getName()));
  }

  /**
   * RFC 3339 in UTC, so that text compares as time does; the old API fills the first, the new one
   * the second.
   */
  private static String time(Event event) {
    if (event.getLastTimestamp() != null) {
      return event.getLastTimestamp();
    }
    return event.getEventTime() == null ? "" : event.getEventTime().getTime();
  }

  private static String shown(Event event) {
    var message = Optional.ofNullable(event.getMessage()).orElse("");
    return event.getReason() + ": " + message.replaceAll("\\s+", " ").strip();
  }
}
