package greptimedb.etcd.config.greptimedb;

import greptimedb.etcd.config.reading.Section;
import greptimedb.etcd.config.value.ObjectName;
import java.util.Optional;

/** Reads the block {@code greptimedb}. */
public final class GreptimeReader {
  private final Section greptimedb;

  /** Of the block that the stack file has under {@code greptimedb}. */
  public GreptimeReader(Section greptimedb) {
    this.greptimedb = greptimedb;
  }

  /** The whole block; empty where it is not enabled, though what is wrong in it is still noted. */
  public Optional<GreptimeConfiguration> read() {
    var enabled = greptimedb.flag("enabled").orElse(false);
    var configuration =
        new GreptimeConfiguration(
            name("namespace", "default"),
            name("name", "greptimedb"),
            greptimedb
                .parsed("endpointField", EndpointField.EXPECTED, EndpointField::parse)
                .orElse(EndpointField.AUTO),
            greptimedb.flag("force").orElse(false));
    return enabled ? Optional.of(configuration) : Optional.empty();
  }

  private String name(String key, String otherwise) {
    return greptimedb.parsed(key, ObjectName.EXPECTED, ObjectName::parse).orElse(otherwise);
  }
}
