package greptimedb.etcd.ops.restore.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the operator writes for Metasrv. */
class StoreAddressesTest {
  @Test
  void aListAndATextAreRead() {
    // given
    var list = "backend = \"etcd_store\"\nstore_addrs = [\"a.ns:2379\", 'b.ns:2379']\n[logging]\n";
    var text = "store_addr = \"a.ns:2379,b.ns:2379\"\n";
    // then
    assertThat(StoreAddresses.of(Map.of("config.toml", list)))
        .containsExactly("a.ns:2379", "b.ns:2379");
    assertThat(StoreAddresses.of(Map.of("config.toml", text)))
        .containsExactly("a.ns:2379", "b.ns:2379");
  }

  @Test
  void aFileWithoutThemHasNone() {
    assertThat(StoreAddresses.of(Map.of("config.toml", "# store_addrs = [\"a\"]\n"))).isEmpty();
  }
}
