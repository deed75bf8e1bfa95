package greptimedb.etcd.ops.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code stacks/operator/build-image}, in a checkout whose jars are empty files, with a stand-in
 * for docker.
 */
class BuildImageTest {
  private static final Path PROJECT = Path.of("").toAbsolutePath();
  private static final String BASE =
      "docker.io/pulumi/pulumi@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  @TempDir private Path checkout;

  @BeforeEach
  void lay() throws IOException {
    for (var file :
        List.of(
            "stacks/operator/build-image",
            "stacks/operator/Dockerfile",
            "src/main/resources/com/pulumi/kubernetes/version.txt",
            "Pulumi.yaml",
            "ops")) {
      Files.createDirectories(checkout.resolve(file).getParent());
      Files.copy(PROJECT.resolve(file), checkout.resolve(file));
    }
    Files.createDirectory(checkout.resolve("target"));
    Files.createFile(checkout.resolve("target/greptimedb-etcd-program.jar"));
    Files.createFile(checkout.resolve("target/greptimedb-etcd-ops.jar"));
  }

  @Test
  void printsTheImagesNameWithItsDigest() throws IOException, InterruptedException {
    // when
    var result = build(BASE, "registry.example.com:5000/etcd:1.0");
    // then
    assertThat(result.code()).as(result.errors()).isZero();
    assertThat(result.output())
        .isEqualTo("registry.example.com:5000/etcd@sha256:%064d\n".formatted(7));
    assertThat(Files.readAllLines(checkout.resolve("calls")))
        .anySatisfy(
            call ->
                assertThat(call)
                    .startsWith("build --file ")
                    .contains("--build-arg BASE_IMAGE=" + BASE)
                    .contains("--build-arg KUBERNETES_PLUGIN=4.27.0")
                    .contains("--tag registry.example.com:5000/etcd:1.0"))
        .contains("push registry.example.com:5000/etcd:1.0");
    assertThat(Files.readAllLines(checkout.resolve("context")))
        .containsExactly(
            "./Pulumi.yaml",
            "./ops",
            "./target/greptimedb-etcd-ops.jar",
            "./target/greptimedb-etcd-program.jar");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "docker.io/pulumi/pulumi",
        "docker.io/pulumi/pulumi:latest",
        "docker.io/pulumi/pulumi@sha256:0123",
        "docker.io/pulumi/pulumi:3.254.0@sha256:0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef"
      })
  void aBaseImageWithoutADigestIsRefused(String base) throws IOException, InterruptedException {
    // when
    var result = build(base, "registry.example.com/etcd:1.0");
    // then
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.errors())
        .startsWith("error: BASE_IMAGE: \"" + base + "\": expected an image with its digest")
        .hasLineCount(1);
    assertThat(checkout.resolve("calls")).doesNotExist();
  }

  @Test
  void withoutTheJarsItSaysWhatMakesThem() throws IOException, InterruptedException {
    // given
    Files.delete(checkout.resolve("target/greptimedb-etcd-program.jar"));
    // when
    var result = build(BASE, "registry.example.com/etcd:1.0");
    // then
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.errors())
        .isEqualTo(
            "error: target/greptimedb-etcd-program.jar is missing. Run make build, then this again.\n");
  }

  private record Result(int code, String output, String errors) {}

  private Result build(String base, String image) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(checkout.resolve("stacks/operator/build-image").toString(), image)
            .redirectOutput(checkout.resolve("output").toFile())
            .redirectError(checkout.resolve("errors").toFile());
    builder.environment().put("BASE_IMAGE", base);
    builder.environment().put("BUILDER", "docker");
    builder.environment().put("DOCKER_STUB", checkout.toString());
    builder
        .environment()
        .put("PATH", PROJECT.resolve("src/test/container") + ":" + System.getenv("PATH"));
    var code = builder.start().waitFor();
    return new Result(
        code,
        Files.readString(checkout.resolve("output")),
        Files.readString(checkout.resolve("errors")));
  }
}
