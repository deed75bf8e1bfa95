package greptimedb.etcd.config.cluster;

import java.util.Optional;

/**
 * Where the Helm chart comes from.
 *
 * @param reference an {@code oci://} address, a chart's name in {@code repository}, or a local
 *     folder or .tgz
 * @param version the chart's version; not used for a local chart, which has one of its own
 * @param repository address of an HTTP repository
 */
public record ChartReference(String reference, String version, Optional<String> repository) {

  /** Whether the reference is a path on this machine. */
  public boolean isLocal() {
    return repository.isEmpty() && !reference.startsWith("oci://");
  }
}
