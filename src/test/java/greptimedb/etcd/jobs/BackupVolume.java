package greptimedb.etcd.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A folder that stands for the backup volume, and what can befall its files. */
record BackupVolume(Path folder, Path scratch) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static BackupVolume in(Path parent) {
    try {
      return new BackupVolume(
          Files.createDirectory(parent.resolve("snapshots")),
          Files.createDirectory(parent.resolve("scratch")));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The environment of a job that uses this volume, with further pairs of name and value. */
  Map<String, String> environment(String... pairs) {
    var environment = new HashMap<String, String>();
    environment.put("SNAPSHOT_FOLDER", folder.toString());
    environment.put("SCRATCH_FOLDER", scratch.toString());
    environment.put("HOSTNAME", "etcd-snapshotter-1");
    for (var index = 0; index < pairs.length; index += 2) {
      environment.put(pairs[index], pairs[index + 1]);
    }
    return environment;
  }

  /** Takes a snapshot and answers its record. */
  JsonNode snapshot(LocalEtcd etcd, String... pairs) {
    var environment = environment(pairs);
    environment.put("ENDPOINTS", etcd.endpointList());
    var result = JobScript.run("snapshot.sh", environment);
    if (result.exitCode() != 0) {
      throw new AssertionError(result);
    }
    return result.event("snapshot");
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** The names of all files, sorted. */
  List<String> names() {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The names of the snapshots, oldest first. */
  List<String> snapshots() {
    return names().stream().filter(name -> name.startsWith("db-")).toList();
  }

  JsonNode info(String name) {
    try {
      return JSON.readTree(file("info-" + name + ".json").toFile());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Changes a number or a text in a record. */
  void changeInfo(String name, String field, Object value) {
    try {
      var info = (ObjectNode) info(name);
      info.putPOJO(field, value);
      Files.writeString(file("info-" + name + ".json"), JSON.writeValueAsString(info) + "\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Puts a snapshot with its record on another volume, as if taken at another time. */
  void copyTo(BackupVolume other, String from, String to) {
    try {
      Files.copy(file(from), other.file(to), StandardCopyOption.COPY_ATTRIBUTES);
      Files.copy(file("info-" + from + ".json"), other.file("info-" + to + ".json"));
      other.changeInfo(to, "file", to);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Flips one bit; a negative offset counts from the end. The file then looks like one that changed
   * just now.
   */
  void flip(String name, long offset) {
    try (var file = new RandomAccessFile(file(name).toFile(), "rw")) {
      var position = offset < 0 ? file.length() + offset : offset;
      file.seek(position);
      var value = file.read();
      file.seek(position);
      file.write(value ^ 1);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    age(name, Duration.ofSeconds(-5));
  }

  void truncate(String name, long size) {
    try (var file = new RandomAccessFile(file(name).toFile(), "rw")) {
      file.setLength(size);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  void write(String name, String text) {
    try {
      Files.writeString(file(name), text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Sets the time of change back. */
  void age(String name, Duration age) {
    try {
      Files.setLastModifiedTime(file(name), FileTime.from(Instant.now().minus(age)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  long size(String name) {
    try {
      return Files.size(file(name));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  boolean scratchIsEmpty() {
    try (var files = Files.list(scratch)) {
      return files.findAny().isEmpty();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
