package greptimedb.etcd.component;

import com.pulumi.kubernetes.Provider;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.backup.BackupConfiguration;
import greptimedb.etcd.config.backup.BackupStorage;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A look at a backup claim that somebody else made, before anything is declared. */
public final class ExistingClaim {
  private static final String PATH = "backup.storage.claim";
  private static final String MODE = "ReadWriteMany";

  private ExistingClaim() {}

  /**
   * Refuses a claim that is not there, or that several nodes cannot write to: a job and the members
   * of a restored cluster may run anywhere (charts#24485).
   */
  public static void check(Configuration configuration, Provider provider) {
    configuration
        .backup()
        .map(BackupConfiguration::storage)
        .flatMap(
            storage ->
                storage instanceof BackupStorage.ExistingClaim existing
                    ? Optional.of(existing.claim())
                    : Optional.<String>empty())
        .ifPresent(claim -> check(configuration.cluster().namespace(), claim, provider));
  }

  private static void check(String namespace, String claim, Provider provider) {
    var absent =
        new Problem(
            PATH,
            claim,
            "expected a PersistentVolumeClaim of that name in namespace %s; there is none, or it cannot be read"
                .formatted(namespace));
    var object = LiveObject.read("v1", "PersistentVolumeClaim", namespace, claim, provider, absent);
    problem(claim, object)
        .ifPresent(
            problem -> {
              throw new ConfigurationException(List.of(problem));
            });
  }

  static Optional<Problem> problem(String claim, Map<String, Object> object) {
    return object.get("spec") instanceof Map<?, ?> spec
            && spec.get("accessModes") instanceof List<?> modes
            && !modes.contains(MODE)
        ? Optional.of(
            new Problem(
                PATH,
                claim,
                "expected access mode %s, but the claim has %s".formatted(MODE, modes)))
        : Optional.empty();
  }
}
