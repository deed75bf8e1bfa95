package greptimedb.etcd.ops.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessFactsTest {
  private static final Path PROJECT = Path.of("/project");
  private static final String PROVIDER = "/plugins/pulumi-resource-kubernetes";

  @Test
  void aProviderWhoseCommandLineIsGoneIsAnOrphan() {
    var orphan = process(1, "/sbin/init", PROVIDER, PROJECT);

    assertThat(orphan.isOrphanedProvider(PROJECT)).isTrue();
    assertThat(orphan.isWorkingProvider(PROJECT)).isFalse();
  }

  @Test
  void aReaperOtherThanPidOneAdoptsOrphansAsWell() {
    assertThat(process(77, "/lib/systemd/systemd", PROVIDER, PROJECT).isOrphanedProvider(PROJECT))
        .isTrue();
  }

  @Test
  void aProviderOfALivingCommandLineIsAtWork() {
    var working = process(77, "/usr/bin/pulumi", PROVIDER, PROJECT);

    assertThat(working.isOrphanedProvider(PROJECT)).isFalse();
    assertThat(working.isWorkingProvider(PROJECT)).isTrue();
  }

  @Test
  void aProviderStartedByHandIsNoOrphan() {
    assertThat(process(77, "/usr/bin/bash", PROVIDER, PROJECT).isOrphanedProvider(PROJECT))
        .isFalse();
  }

  @Test
  void anotherProjectsOrphanIsNotOurs() {
    assertThat(process(1, "", PROVIDER, Path.of("/other")).isOrphanedProvider(PROJECT)).isFalse();
  }

  @Test
  void anotherProgramIsNoProvider() {
    assertThat(process(1, "", "/usr/bin/java", PROJECT).isOrphanedProvider(PROJECT)).isFalse();
  }

  private static ProcessFacts process(
      long parent, String parentCommand, String command, Path folder) {
    return new ProcessFacts(
        42, parent, parentCommand, command, Optional.empty(), Optional.of(folder));
  }
}
