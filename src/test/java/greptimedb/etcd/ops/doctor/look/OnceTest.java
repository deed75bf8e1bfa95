package greptimedb.etcd.ops.doctor.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnceTest {
  @Test
  void looksOnceHoweverOftenItIsAsked() {
    var looks = new AtomicInteger();
    var once = new Once<>(looks::incrementAndGet);

    assertThat(once.get()).isEqualTo(1);
    assertThat(once.get()).isEqualTo(1);
  }

  @Test
  void whatWentWrongIsToldToEverybody() {
    var once =
        new Once<String>(
            () -> {
              throw new Unasked("nobody there");
            });

    assertThatThrownBy(once::get).isInstanceOf(Unasked.class).hasMessage("nobody there");
    assertThatThrownBy(once::get).isInstanceOf(Unasked.class).hasMessage("nobody there");
  }
}
