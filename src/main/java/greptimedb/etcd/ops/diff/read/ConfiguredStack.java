package greptimedb.etcd.ops.diff.read;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.ConfigurationReader;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.diff.compare.Secrets;
import greptimedb.etcd.ops.stack.Pulumi;
import greptimedb.etcd.ops.stack.StackConfiguration;
import greptimedb.etcd.ops.stack.StackFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A stack file's configuration.
 *
 * @param configuration with every secret decrypted
 * @param secrets those of the file
 * @param secretValues where in the chart's values they are
 */
public record ConfiguredStack(
    Configuration configuration, Secrets secrets, List<JsonPointer> secretValues) {
  private static final JsonPointer VALUES =
      JsonPointer.empty()
          .appendProperty(ConfigurationReader.NAMESPACE + ":cluster")
          .appendProperty("values");

  /**
   * Reads the file as the program does. Pulumi is asked only where there is a secret to decrypt.
   *
   * @param path of the file, for Pulumi
   * @throws OpsException on one line, with every problem
   */
  public static ConfiguredStack of(StackFile file, Path path, Pulumi pulumi) {
    if (file.secrets().isEmpty()) {
      return new ConfiguredStack(StackConfiguration.of(file.settings()), Secrets.none(), List.of());
    }
    var decrypted = pulumi.decrypted(path);
    var secrets =
        Secrets.of(
            file.secrets().stream().flatMap(at -> Texts.of(find(decrypted, at)).stream()).toList());
    return new ConfiguredStack(
        configuration(StackConfiguration.settings(decrypted), secrets),
        secrets,
        file.secrets().stream()
            .filter(at -> at.toString().startsWith(VALUES + "/"))
            .map(at -> JsonPointer.compile(at.toString().substring(VALUES.toString().length())))
            .toList());
  }

  private static Configuration configuration(Map<String, String> settings, Secrets secrets) {
    try {
      return StackConfiguration.of(settings);
    } catch (OpsException unusable) {
      // An error shows the value that it is about.
      throw OpsException.unreadable(secrets.masked(unusable.getMessage()));
    }
  }

  private static JsonNode find(JsonNode decrypted, JsonPointer at) {
    var entry = decrypted.path(at.getMatchingProperty());
    return at.tail().matches() ? entry.path("value") : entry.path("objectValue").at(at.tail());
  }
}
