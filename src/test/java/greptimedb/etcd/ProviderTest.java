package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.kubernetes.core.v1.ConfigMap;
import com.pulumi.kubernetes.core.v1.ConfigMapArgs;
import com.pulumi.resources.CustomResourceOptions;
import greptimedb.etcd.component.KubernetesProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pulumirpc.Resource.RegisterResourceRequest;

/** Every resource goes through the one provider, whose plugin is 4.27.0: 4.0.0 deletes objects. */
class ProviderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"createNamespace\": false}",
        "{\"chart\": {\"reference\": \"etcd\", \"repository\": \"https://charts.test\"}}"
      })
  void everyResourceCarriesTheProvider(String cluster) {
    // when
    var stack = RecordedStack.of(Map.of("greptimedb-etcd:cluster", cluster));

    // then
    assertThat(stack.result().errors()).isEmpty();
    assertThat(kubernetesResources(stack)).isNotEmpty();
    assertThat(strays(stack)).isEmpty();
  }

  @Test
  void declaresOneProviderOfTheRightPlugin() {
    var stack = RecordedStack.of(Map.of("greptimedb-etcd:cluster", "{}"));

    assertThat(stack.requests())
        .filteredOn(request -> request.getType().startsWith("pulumi:providers:"))
        .singleElement()
        .satisfies(
            provider -> {
              assertThat(provider.getType()).isEqualTo("pulumi:providers:kubernetes");
              assertThat(provider.getName()).isEqualTo("kubernetes");
              assertThat(provider.getVersion()).isEqualTo("4.27.0");
            });
  }

  /** The check itself: it must notice what it is there for. */
  @Test
  void noticesAResourceWithoutProvider() {
    var stack =
        RecordedStack.of(
            context -> {
              KubernetesProvider.declare();
              new ConfigMap("stray", ConfigMapArgs.Empty, CustomResourceOptions.Empty);
            },
            new RecordedStack.Before(Map.of(), Map.of()));

    assertThat(strays(stack)).containsExactly("kubernetes:core/v1:ConfigMap stray: provider ");
  }

  private static List<RegisterResourceRequest> kubernetesResources(RecordedStack stack) {
    return stack.requests().stream()
        .filter(request -> request.getType().startsWith("kubernetes:"))
        .toList();
  }

  private static List<String> strays(RecordedStack stack) {
    return kubernetesResources(stack).stream()
        .filter(
            request -> !request.getProvider().contains("pulumi:providers:kubernetes::kubernetes::"))
        .map(
            request ->
                "%s %s: provider %s"
                    .formatted(request.getType(), request.getName(), request.getProvider()))
        .toList();
  }
}
