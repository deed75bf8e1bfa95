package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A secret in {@code cluster.values} is in nothing that anybody is shown, and in no file: it is
 * searched for, as it is and in base64. It needs a control plane alone, since no pod is in the
 * chart.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@BesideOthers
class SecretsIT {
  private static final Path CHART =
      Path.of("src/test/resources/greptimedb/etcd/cluster/shown-values").toAbsolutePath();
  private static final String FIRST = "correct-horse-1";
  private static final String SECOND = "battery-staple-2";

  private static final List<String> FORMATS = List.of("terminal", "markdown", "json");

  private final Map<String, String> shown = new LinkedHashMap<>();
  private TestStack stack;

  @BeforeAll
  void stack() {
    stack =
        new TestStack("it-secrets")
            .configuredWith(
                // The chart makes no members, so there are none to check before a change.
                "config:\n  greptimedb-etcd:cluster: {namespace: it-secrets, chart: {reference: \"%s\"}, quota: 1Gi, changeUnhealthyMembers: true}\n"
                    .formatted(CHART));
  }

  @AfterAll
  void remove() {
    stack.close();
  }

  @Test
  @Order(1)
  void anInstallShowsNoSecret() throws IOException {
    // given
    set(FIRST);
    // when
    show("preview", succeed(stack.preview("--diff")));
    differences("before the install");
    show("up", succeed(stack.up()));
    // then
    assertThat(shown.get("diff before the install, terminal"))
        .contains("+  address: http://root:***@etcd:2379", "+  plain: '***'", "+  password: '***'");
    assertNothingShows(FIRST);
    assertThat(live()).contains(FIRST);
  }

  @Test
  @Order(2)
  void aChangedSecretIsSeenAndNotShown() throws IOException {
    // given
    assertThat(stack.ops("diff", "--exit-code").exitCode()).isZero();
    set(SECOND);
    // when
    show("preview of the change", succeed(stack.preview("--diff")));
    differences("before the change");
    for (var format : FORMATS) {
      show(
          "diff from the state, " + format,
          succeed(stack.opsWithoutCluster("diff", "--format", format)));
    }
    show("up of the change", succeed(stack.up()));
    // then
    for (var side : new String[] {"before the change", "from the state"}) {
      assertThat(shown.get("diff " + side + ", terminal"))
          .contains(
              "-  plain: '*** (old)'",
              "+  plain: '*** (new)'",
              "-  password: '*** (old)'",
              "+  password: '*** (new)'",
              "-  address: '*** (old)'",
              "+  address: http://root:***@etcd:2379 (new)",
              "changed: ConfigMap it-secrets/etcd-shown, Secret it-secrets/etcd-shown");
    }
    assertNothingShows(FIRST);
    assertNothingShows(SECOND);
    assertThat(live()).contains(SECOND);
  }

  @Test
  @Order(3)
  void aWrongPassphraseIsToldInOneLine() {
    // when
    var result = withPassphrase("wrong");
    // then
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.output())
        .startsWith("error: pulumi ")
        .containsIgnoringCase("passphrase")
        .hasLineCount(1);
  }

  private void set(String secret) {
    succeed(
        stack.run(
            "pulumi",
            "config",
            "set",
            "--stack",
            "test",
            "--secret",
            "--path",
            "greptimedb-etcd:cluster.values.password",
            secret));
  }

  private Command.Result withPassphrase(String passphrase) {
    return stack.startOps(Map.of("PULUMI_CONFIG_PASSPHRASE", passphrase), "diff").await();
  }

  private void differences(String when) {
    for (var format : FORMATS) {
      show("diff %s, %s".formatted(when, format), succeed(stack.ops("diff", "--format", format)));
    }
  }

  private void show(String what, Command.Result result) {
    shown.put(what, result.output());
  }

  private void assertNothingShows(String secret) throws IOException {
    show("outputs", succeed(stack.run("pulumi", "stack", "output", "--json", "--stack", "test")));
    show("explain", stack.ops("explain"));
    show("export", succeed(stack.run("pulumi", "stack", "export", "--stack", "test")));
    try (var files = Files.walk(stack.folder())) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        shown.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    var encoded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    assertThat(shown.size()).isGreaterThan(8);
    shown.forEach(
        (what, text) ->
            assertThat(text.contains(secret) || text.contains(encoded))
                .as("%s shows %s", what, secret)
                .isFalse());
  }

  private String live() {
    return succeed(stack.kubectl("get", "configmap", "etcd-shown", "-o", "yaml")).output();
  }
}
