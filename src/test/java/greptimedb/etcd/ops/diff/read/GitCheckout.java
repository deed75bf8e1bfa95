package greptimedb.etcd.ops.diff.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A git checkout of a test's own. */
public final class GitCheckout {
  private final Path folder;

  private GitCheckout(Path folder) {
    this.folder = folder;
  }

  public static GitCheckout at(Path folder) throws IOException, InterruptedException {
    var checkout = new GitCheckout(folder);
    checkout.git("init", "--quiet");
    return checkout;
  }

  /** Writes a file and commits it. */
  public Path committed(String name, String text) throws IOException, InterruptedException {
    var file = Files.writeString(folder.resolve(name), text);
    git("add", name);
    git(
        "-c",
        "user.name=test",
        "-c",
        "user.email=test@example.com",
        "commit",
        "--quiet",
        "-m",
        name);
    return file;
  }

  private void git(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    var process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
