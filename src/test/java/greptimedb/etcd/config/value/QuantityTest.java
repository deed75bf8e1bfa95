package greptimedb.etcd.config.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

  @ParameterizedTest
  @CsvSource({
    "2, 2",
    "0.5, 0.5",
    "500m, 0.5",
    "1k, 1000",
    "1.5G, 1500000000",
    "1Ki, 1024",
    "512Mi, 536870912",
    "8Gi, 8589934592",
    "1Ti, 1099511627776",
    "1Pi, 1125899906842624",
    "7Ei, 8070450532247928832",
    "1M, 1000000",
    "1T, 1000000000000",
    "1P, 1000000000000000",
    "9E, 9000000000000000000"
  })
  void readsDecimalBinaryAndMilli(String text, String amount) {
    assertThat(Quantity.of(text).amount()).isEqualByComparingTo(amount);
    assertThat(Quantity.of(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Gi", "8GB", "8gi", "-1", "1.", ".5", "1 Gi", "8K", "8Ei", "10E"})
  void refusesTheRestAndWhatKubernetesCannotHold(String text) {
    assertThat(Quantity.parse(text)).isEmpty();
  }

  @Test
  void roundsUpToWholeUnits() {
    assertThat(Quantity.of("1500m").toLong()).isEqualTo(2);
    assertThat(Quantity.of("0.5Ki").toLong()).isEqualTo(512);
  }

  @Test
  void comparesAcrossNotations() {
    assertThat(Quantity.of("1Gi").exceeds(Quantity.of("1G"))).isTrue();
    assertThat(Quantity.of("1024Mi").exceeds(Quantity.of("1Gi"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"8Gi, 16Gi", "1.5G, 3G", "500m, 1000m", "4294967296, 8589934592", "10, 20"})
  void multipliesInItsOwnUnit(String text, String twice) {
    var product = Quantity.of(text).times(2);
    assertThat(product.text()).isEqualTo(twice);
    assertThat(product.amount()).isEqualByComparingTo(Quantity.of(twice).amount());
  }
}
