package greptimedb.etcd.config.cluster;

import static greptimedb.etcd.config.ConfigurationText.cluster;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greptimedb.etcd.config.reading.ConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberGrowthTest {

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({"0, 1", "0, 9", "1, 1", "3, 1", "3, 3", "3, 5", "5, 9", "9, 3"})
  void takesWhatAMajorityIsThereFor(int existing, int wanted) {
    assertThatCode(() -> MemberGrowth.refuse(cluster("{replicas: " + wanted + "}"), existing))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "3 to {0}")
  @CsvSource({"7", "9"})
  void namesTheNumberToGoToFirst(int wanted) {
    assertThatThrownBy(() -> MemberGrowth.refuse(cluster("{replicas: " + wanted + "}"), 3))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cluster.replicas: %d: release etcd has 3 members", wanted)
        .hasMessageContaining("go to 5 first");
  }

  @ParameterizedTest(name = "1 to {0}")
  @CsvSource({"3", "5"})
  void nothingJoinsAMemberThatIsAlone(int wanted) {
    assertThatThrownBy(() -> MemberGrowth.refuse(cluster("{replicas: " + wanted + "}"), 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cluster.replicas: %d: release etcd has one member", wanted)
        .hasMessageContaining("set it back to 1");
  }
}
