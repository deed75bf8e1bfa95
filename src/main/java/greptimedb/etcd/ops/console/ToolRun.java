package greptimedb.etcd.ops.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Another program's run that has ended.
 *
 * @param exitCode 0 where all went well
 * @param output all that it printed
 * @param errors all that it printed as errors
 */
public record ToolRun(int exitCode, String output, String errors) {

  /**
   * Runs a program to its end; nothing is typed into it.
   *
   * @param environment further variables
   * @throws IOException when it cannot be started
   * @throws OpsException when this thread is interrupted
   */
  public static ToolRun of(List<String> command, Path folder, Map<String, String> environment)
      throws IOException {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    // Read beside the output: a program stops where nobody takes what it prints.
    var errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
    var output = text(process.getInputStream());
    try {
      return new ToolRun(process.waitFor(), output, errors.join());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw OpsException.unreadable(String.join(" ", command) + " was interrupted");
    }
  }

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
