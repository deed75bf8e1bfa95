package greptimedb.etcd.ops.repair;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.stack.Pulumi;
import greptimedb.etcd.ops.stack.StackState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Finds operations that the state takes for unfinished, and removes them from it after a backup.
 */
final class StateRepair {
  private final Pulumi pulumi;
  private final Path backups;
  private final String stack;
  private final Clock clock;
  private final Json json = new Json();

  StateRepair(Pulumi pulumi, Path backups, String stack, Clock clock) {
    this.pulumi = pulumi;
    this.backups = backups;
    this.stack = stack;
    this.clock = clock;
  }

  /** The state now. */
  StackState read() {
    return StackState.of(exported(pulumi.exported()));
  }

  List<Step> steps(StackState state) {
    var pending = state.pending();
    return java.util.stream.IntStream.range(0, pending.size())
        .mapToObj(
            index -> {
              var operation = pending.get(index);
              var finding =
                  Finding.repairable(
                      "state",
                      "pending: " + operation.type() + " " + operation.name(),
                      "remove it from the state, after a backup");
              // One import removes them all.
              return index == 0 ? Step.of(finding, this::removePending) : Step.none(finding);
            })
        .toList();
  }

  private void removePending(java.util.function.Consumer<String> told) {
    var text = pulumi.exported();
    var backup = write("state", text);
    told.accept("saved the state to " + backup);
    var cleaned = write("cleaned", StackState.withoutPending(exported(text)).toString());
    pulumi.importFrom(cleaned);
    try {
      Files.deleteIfExists(cleaned);
    } catch (IOException e) {
      throw OpsException.unreadable(cleaned + " cannot be removed", e);
    }
    told.accept("removed the pending operations from the state");
  }

  private JsonNode exported(String text) {
    return json.parse(text, "pulumi stack export");
  }

  private Path write(String what, String text) {
    var time =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .withZone(ZoneOffset.UTC)
            .format(clock.instant());
    var file = backups.resolve("%s-%s-%s.json".formatted(stack.replace('/', '_'), time, what));
    try {
      Files.createDirectories(backups);
      Files.deleteIfExists(file);
      var onlyOwner = PosixFilePermissions.fromString("rw-------");
      Files.createFile(file, PosixFilePermissions.asFileAttribute(onlyOwner));
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw OpsException.unreadable(file + " cannot be written", e);
    }
  }
}
