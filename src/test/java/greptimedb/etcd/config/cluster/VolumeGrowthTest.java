package greptimedb.etcd.config.cluster;

import static greptimedb.etcd.config.ConfigurationText.cluster;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.value.Quantity;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeGrowthTest {

  @ParameterizedTest
  @ValueSource(strings = {"4Gi", "16Gi"})
  void refusesAnotherSize(String existing) {
    assertThatThrownBy(() -> VolumeGrowth.refuse(cluster("{}"), Optional.of(Quantity.of(existing))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cluster.storage.size: 8Gi: release etcd was made with %s", existing)
        .hasMessageContaining("set it back to " + existing)
        .hasMessageContaining("enlarge the claims data-*-N themselves")
        .hasMessageContaining("a stack of its own");
  }

  @Test
  void takesTheSameSizeHoweverWritten() {
    assertThatCode(() -> VolumeGrowth.refuse(cluster("{}"), Optional.of(Quantity.of("8192Mi"))))
        .doesNotThrowAnyException();
  }

  @Test
  void takesAnySizeForANewRelease() {
    assertThatCode(() -> VolumeGrowth.refuse(cluster("{}"), Optional.empty()))
        .doesNotThrowAnyException();
  }
}
