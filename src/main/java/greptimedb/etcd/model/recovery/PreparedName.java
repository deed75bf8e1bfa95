package greptimedb.etcd.model.recovery;

import greptimedb.etcd.config.restore.RestoreConfiguration;
import greptimedb.etcd.model.Sha256;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The file name of a prepared snapshot, {@code restore-<timestamp>-<hash8>}: retention never
 * touches such a file.
 */
public final class PreparedName {
  /** As in the names of snapshots; UTC. */
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm").withZone(ZoneOffset.UTC);

  private static final Pattern TIMESTAMP = Pattern.compile("\\d{4}-\\d\\d-\\d\\d_\\d\\d-\\d\\d");
  private static final Pattern KIND = Pattern.compile("^(db|restore)-");

  private PreparedName() {}

  /** Whether the name depends on the time of the first run, which then has to be written down. */
  public static boolean dependsOnTime(RestoreConfiguration restore) {
    return restore.snapshot().equals(RestoreConfiguration.LATEST);
  }

  /** The name under which the stack's state keeps the time of the first run. */
  public static String writtenDownAs(RestoreConfiguration restore, String storeKeyPrefix) {
    return "restore-%s-%s".formatted(restore.release(), hash(restore, storeKeyPrefix));
  }

  /**
   * The name.
   *
   * @param storeKeyPrefix of GreptimeDB's keys; it tells where the switch keys are put
   * @param firstRun when the restore was first asked for; matters for {@code latest} alone
   */
  public static String of(RestoreConfiguration restore, String storeKeyPrefix, Instant firstRun) {
    return "restore-%s-%s".formatted(timestamp(restore, firstRun), hash(restore, storeKeyPrefix));
  }

  /** What tells this restore from others of the same snapshot, eight hexadecimal digits. */
  public static String hash(RestoreConfiguration restore, String storeKeyPrefix) {
    return Sha256.shortOf(
        Map.of(
            "snapshot", restore.snapshot(),
            "release", restore.release(),
            "switchKeys", restore.maintenance() ? storeKeyPrefix + "__switches" : "no"));
  }

  private static String timestamp(RestoreConfiguration restore, Instant firstRun) {
    if (dependsOnTime(restore)) {
      return MINUTES.format(firstRun);
    }
    var found = TIMESTAMP.matcher(restore.snapshot());
    return found.find() ? found.group() : KIND.matcher(restore.snapshot()).replaceFirst("");
  }
}
