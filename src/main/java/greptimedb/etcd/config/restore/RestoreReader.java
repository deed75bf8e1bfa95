package greptimedb.etcd.config.restore;

import greptimedb.etcd.config.reading.Section;
import greptimedb.etcd.config.value.ReleaseName;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the block {@code restore}. */
public final class RestoreReader {
  private static final Pattern FILE = Pattern.compile("latest|(db|restore)-[A-Za-z0-9_-]+");

  private final Section restore;

  /** Of the block that the stack file has under {@code restore}. */
  public RestoreReader(Section restore) {
    this.restore = restore;
  }

  /** The whole block; empty where it is not enabled, though what is wrong in it is still noted. */
  public Optional<RestoreConfiguration> read() {
    var enabled = restore.flag("enabled").orElse(false);
    var expected =
        "expected the name of a snapshot on the backup volume, such as db-2025-01-06_11-18, or latest";
    if (enabled && !restore.has("snapshot")) {
      restore.refuse("snapshot", expected);
    }
    var configuration =
        new RestoreConfiguration(
            restore
                .parsed("release", ReleaseName.EXPECTED, ReleaseName::parse)
                .orElse("etcd-recover"),
            restore
                .parsed(
                    "snapshot",
                    expected,
                    text -> Optional.of(text).filter(file -> FILE.matcher(file).matches()))
                .orElse(RestoreConfiguration.LATEST),
            restore.flag("maintenance").orElse(false));
    return enabled ? Optional.of(configuration) : Optional.empty();
  }
}
