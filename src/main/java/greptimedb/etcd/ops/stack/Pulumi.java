package greptimedb.etcd.ops.stack;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.console.ToolRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The Pulumi command line, run in the project's folder on one stack.
 *
 * <p>A command that fails is an {@link OpsException} with the first line that it printed.
 */
public final class Pulumi {
  private final Path project;
  private final String stack;
  private final Json json = new Json();

  /**
   * Runs nothing yet.
   *
   * @param project folder of Pulumi.yaml
   * @param stack its name as {@code --stack} takes it
   */
  public Pulumi(Path project, String stack) {
    this.project = project;
    this.stack = stack;
  }

  /** Its version as it prints it: {@code v3.254.0}. */
  public String version() {
    return run(List.of("version")).strip();
  }

  /** The installed versions of a resource plugin, such as {@code kubernetes}. */
  public List<String> plugins(String name) {
    var plugins = json.parse(run(List.of("plugin", "ls", "--json")), "pulumi plugin ls");
    return StreamSupport.stream(plugins.spliterator(), false)
        .filter(plugin -> plugin.path("kind").asText().equals("resource"))
        .filter(plugin -> plugin.path("name").asText().equals(name))
        .map(plugin -> plugin.path("version").asText())
        .toList();
  }

  /** The backend's URL, for a file backend {@code file://...}. */
  public String backendUrl() {
    return json.parse(run(List.of("whoami", "--json")), "pulumi whoami").path("url").asText();
  }

  /** The stack's configuration: key to {@code {value, objectValue}}. */
  public JsonNode configuration() {
    return json.parse(onStack("config", "--json"), "pulumi config");
  }

  /** The stack's outputs as one JSON object; secrets stay hidden. */
  public JsonNode outputs() {
    return json.parse(onStack("stack", "output", "--json"), "pulumi stack output");
  }

  /**
   * The configuration in a file, its secrets decrypted: key to {@code {value, objectValue}}.
   *
   * @param file with the salt that it was encrypted with
   */
  public JsonNode decrypted(Path file) {
    return json.parse(
        onStack("config", "--json", "--show-secrets", "--config-file", file.toString()),
        "pulumi config");
  }

  /** The state as {@code pulumi stack export} gives it; secrets stay encrypted. */
  public String exported() {
    return onStack("stack", "export");
  }

  /** The same with its secrets decrypted. */
  public String exportedWithSecrets() {
    return onStack("stack", "export", "--show-secrets");
  }

  /** Replaces the state by the file, which has the form of {@link #exported()}. */
  public void importFrom(Path file) {
    onStack("stack", "import", "--file", file.toString());
  }

  /** Removes the stack's locks. */
  public void cancel() {
    onStack("cancel", "--yes");
  }

  /**
   * Sets keys of the stack file; its comments stay.
   *
   * @param values by path, such as {@code greptimedb-etcd:restore.enabled}; texts, numbers and
   *     booleans
   */
  public void set(Map<String, String> values) {
    var arguments = new ArrayList<>(List.of("config", "set-all", "--path"));
    values.forEach((path, value) -> arguments.addAll(List.of("--plaintext", path + "=" + value)));
    onStack(arguments.toArray(String[]::new));
  }

  /** Removes a key, or what is at a path, from the stack file. */
  public void remove(String path) {
    onStack("config", "rm", "--path", path);
  }

  private String onStack(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--stack", stack));
    return run(all);
  }

  private String run(List<String> arguments) {
    var command = new ArrayList<>(List.of("pulumi", "--non-interactive"));
    command.addAll(arguments);
    var shown = "pulumi " + String.join(" ", arguments);
    try {
      var run = ToolRun.of(command, project, Map.of("PULUMI_SKIP_UPDATE_CHECK", "true"));
      if (run.exitCode() != 0) {
        throw OpsException.unreadable(shown + ": " + reason(run.errors(), run.output()));
      }
      return run.output();
    } catch (IOException e) {
      throw OpsException.unreadable(shown + " cannot be run", e);
    }
  }

  private static String reason(String errors, String output) {
    return (errors + "\n" + output)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(line -> line.startsWith("error: ") ? line.substring(7) : line)
        .findFirst()
        .orElse("failed without a message");
  }
}
