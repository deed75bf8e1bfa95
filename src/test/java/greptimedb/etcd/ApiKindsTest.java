package greptimedb.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import greptimedb.etcd.component.ApiKinds;
import greptimedb.etcd.component.KubernetesProvider;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.model.RequiredKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The question itself is asked of a real cluster in MonitoringPrerequisitesIT. */
class ApiKindsTest {
  private static final RequiredKind POD_MONITOR =
      new RequiredKind(
          "monitoring.coreos.com/v1",
          "PodMonitor",
          "podmonitors.monitoring.coreos.com",
          "The Prometheus Operator",
          "monitoring.enabled",
          "true",
          "monitoring.enabled: false");

  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void cleanUp() {
    PulumiTest.cleanup();
  }

  @Test
  void passesWhereTheKindIsKnown() {
    require(kind -> true, List.of(POD_MONITOR), thrown -> thrown.doesNotThrowAnyException());
    assertThat(asked).hasValue(1);
  }

  @Test
  void namesDefinitionInstallerAndSwitch() {
    PulumiTest.withMocks(answering("v1/Namespace"::equals))
        .runTest(
            context ->
                assertThatThrownBy(
                        () -> ApiKinds.require(List.of(POD_MONITOR), KubernetesProvider.declare()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                        "monitoring.enabled: true: the cluster has no kind PodMonitor"
                            + " (monitoring.coreos.com/v1): its CustomResourceDefinition"
                            + " podmonitors.monitoring.coreos.com is absent. The Prometheus"
                            + " Operator installs it; to do without, set monitoring.enabled:"
                            + " false"))
        .throwOnError();
    assertThat(asked).hasValue(1);
  }

  @Test
  void leavesAnUnreachableClusterToTheProvider() {
    require(kind -> false, List.of(POD_MONITOR), thrown -> thrown.doesNotThrowAnyException());
    assertThat(asked).hasValue(1);
  }

  @Test
  void asksNothingWhereNothingIsNeeded() {
    require(kind -> false, List.of(), thrown -> thrown.doesNotThrowAnyException());
    assertThat(asked).hasValue(0);
  }

  private void require(
      Predicate<String> known,
      List<RequiredKind> kinds,
      java.util.function.Consumer<org.assertj.core.api.AbstractThrowableAssert<?, ?>> check) {
    PulumiTest.withMocks(answering(known))
        .runTest(
            context ->
                check.accept(
                    assertThatCode(() -> ApiKinds.require(kinds, KubernetesProvider.declare()))))
        .throwOnError();
  }

  private Mocks answering(Predicate<String> known) {
    return new Mocks() {
      @Override
      public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
        return CompletableFuture.completedFuture(
            ResourceResult.of(Optional.of(args.name), args.inputs));
      }

      @Override
      public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
        asked.incrementAndGet();
        return CompletableFuture.completedFuture(
            ApiKindsAnswer.knowing(known, String.valueOf(args.args.get("jsonOpts"))));
      }
    };
  }
}
