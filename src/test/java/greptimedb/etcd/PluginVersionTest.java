package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.pulumi.kubernetes.Provider;
import greptimedb.etcd.component.KubernetesProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The project's files stand before the SDK's on the class path, and say what the code says. */
class PluginVersionTest {

  @Test
  void discoveryFindsTheProjectsVersion() throws IOException {
    var plugin = new ObjectMapper().readTree(resource("plugin.json"));

    assertThat(plugin.path("version").asText()).isEqualTo("4.27.0");
    assertThat(plugin.path("name").asText()).isEqualTo("kubernetes");
    assertThat(plugin.path("resource").asBoolean()).isTrue();
  }

  @Test
  void theSdkFindsTheSameVersion() throws IOException {
    assertThat(resource("version.txt").strip()).isEqualTo("4.27.0");
    assertThat(KubernetesProvider.PLUGIN_VERSION).isEqualTo("4.27.0");
  }

  private static String resource(String name) throws IOException {
    try (var file = Provider.class.getResourceAsStream("/com/pulumi/kubernetes/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
