package greptimedb.etcd.ops.diff.compare;

import static greptimedb.etcd.ops.diff.compare.Objects.ofChart;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No secret is shown, and a changed one is seen. */
class SecretsTest {
  private static final String POD =
      "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: c, env: [%s]}]}}";
  private static final String SECRET =
      "{apiVersion: v1, kind: Secret, metadata: {name: a}, type: Opaque, data: {password: %s, user: cm9vdA==}}";

  @Test
  void aSecretIsMaskedAloneInsideOfATextAndInBase64() {
    // given
    var secrets = Secrets.of(List.of("hunter2"));
    // then
    assertThat(secrets.masked("hunter2")).isEqualTo("***");
    assertThat(secrets.masked("http://root:hunter2@etcd")).isEqualTo("http://root:***@etcd");
    assertThat(secrets.masked(base64("hunter2"))).isEqualTo("***");
    assertThat(secrets.masked("other")).isEqualTo("other");
    assertThat(secrets.isIn("x=hunter2")).isTrue();
    assertThat(secrets.isIn("hunter")).isFalse();
  }

  @Test
  void ofTwoThatOverlapTheLongerOneGoesWhole() {
    assertThat(Secrets.of(List.of("hunter", "hunter2")).masked("hunter2 hunter"))
        .isEqualTo("*** ***");
  }

  @Test
  void aSecretOfSeveralLinesIsMaskedByLineAndInJson() {
    // given
    var secrets = Secrets.of(List.of("-----BEGIN KEY-----\nAAAABBBBCCCC\n"));
    // then
    assertThat(secrets.masked("  key: |\n    -----BEGIN KEY-----\n    AAAABBBBCCCC\n"))
        .isEqualTo("  key: |\n    ***\n    ***\n");
    assertThat(secrets.masked("{\"key\":\"-----BEGIN KEY-----\\nAAAABBBBCCCC\\n\"}"))
        .isEqualTo("{\"key\":\"***\"}");
  }

  @Test
  void aShortSecretIsMaskedWhereItIsTheWholeValue() {
    // given
    var secrets = Secrets.of(List.of("ab", ""));
    // then
    assertThat(secrets.masked("ab")).isEqualTo("***");
    assertThat(secrets.masked("abcd")).isEqualTo("abcd");
  }

  @Test
  void aChangedSecretIsSeenAndNotShown() {
    // when
    var lines =
        compared(
            Secrets.of(List.of("hunter2", "hunter3")),
            ofChart(POD.formatted("{name: P, value: hunter2}")),
            ofChart(POD.formatted("{name: P, value: hunter3}")));
    // then
    assertThat(lines)
        .contains("-      value: '*** (old)'", "+      value: '*** (new)'")
        .noneMatch(line -> line.contains("hunter"));
  }

  @Test
  void aSecretThatOnlyMovesIsTheSame() {
    // when
    var lines =
        compared(
            Secrets.of(List.of("hunter2")),
            ofChart(POD.formatted("{name: P, value: hunter2}")),
            ofChart(POD.formatted("{name: A, value: b}, {name: P, value: hunter2}")));
    // then
    assertThat(lines)
        .contains("+    - name: A", "+      value: b")
        .noneMatch(line -> line.contains("(old)") || line.contains("(new)"))
        .noneMatch(line -> line.contains("hunter"));
  }

  @Test
  void aSecretThatStaysIsNoDifferenceInsideOfATextEither() {
    // when
    var lines =
        compared(
            Secrets.of(List.of("hunter2")),
            ofChart(POD.formatted("{name: P, value: 'root:hunter2@etcd'}, {name: Q, value: a}")),
            ofChart(POD.formatted("{name: P, value: 'root:hunter2@etcd'}, {name: Q, value: b}")));
    // then
    assertThat(lines)
        .contains("       value: root:***@etcd")
        .filteredOn(line -> line.startsWith("-"))
        .hasSize(2);
  }

  @Test
  void whatIsASecretNowWasOneBeforeWhateverItWas() {
    // when
    var lines =
        compared(
            Secrets.of(List.of("hunter3")),
            ofChart(POD.formatted("{name: P, value: forgotten}")),
            ofChart(POD.formatted("{name: P, value: hunter3}")));
    // then
    assertThat(lines)
        .contains("-      value: '*** (old)'", "+      value: '*** (new)'")
        .noneMatch(line -> line.contains("forgotten") || line.contains("hunter"));
  }

  @Test
  void theDataOfASecretIsMaskedWithoutBeingTold() {
    // when
    var lines =
        compared(
            Secrets.none(),
            ofChart(SECRET.formatted(base64("one"))),
            ofChart(SECRET.formatted(base64("other"))));
    // then
    assertThat(lines)
        .contains("-  password: '*** (old)'", "+  password: '*** (new)'", "   user: '***'")
        .noneMatch(line -> line.contains("cm9vdA") || line.contains(base64("one")));
  }

  @Test
  void aNewSecretIsMaskedAndNotCalledNew() {
    // when
    var lines =
        new Comparison(Secrets.none())
            .of(List.of(), List.of(ofChart(SECRET.formatted(base64("one")))))
            .get(0)
            .lines();
    // then
    assertThat(lines).contains("+  password: '***'");
  }

  @Test
  void aNumberThatIsASecretIsMasked() {
    // when
    var lines =
        compared(
            Secrets.of(List.of("4711")),
            ofChart(POD.formatted("{name: P, value: 4711}")),
            ofChart(POD.formatted("{name: Q, value: 4711}")));
    // then
    assertThat(lines).noneMatch(line -> line.contains("4711"));
  }

  private static List<String> compared(Secrets secrets, SideObject before, SideObject after) {
    return new Comparison(secrets).of(List.of(before), List.of(after)).get(0).lines();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
