package greptimedb.etcd;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pinned Go modules under {@code tools/modules}. */
class GoModulesTest {
  private static final Path MODULES = Path.of("tools/modules");
  private static final String PROVIDER = "pulumi-resource-kubernetes";
  private static final Pattern REQUIRED =
      Pattern.compile("^\\s*(?:require )?(\\S+\\.\\S+/\\S+) (v\\S+)", Pattern.MULTILINE);

  /** Go compiles a package once for each set of versions: minutes of a first build. */
  @ParameterizedTest
  @ValueSource(strings = {"coredns", "greptimedb-operator", "kube-state-metrics"})
  void whatTheProviderHasAsWellIsCompiledOnce(String module) throws IOException {
    // given
    var provider = requirements(PROVIDER);
    // when
    var shared = requirements(module);
    shared.keySet().retainAll(provider.keySet());
    // then
    assertThat(shared).containsKeys("k8s.io/api", "k8s.io/client-go", "k8s.io/apimachinery");
    assertThat(provider).containsAllEntriesOf(shared);
  }

  /** Versions by the path of the module. */
  private static Map<String, String> requirements(String module) throws IOException {
    var text = Files.readString(MODULES.resolve(module).resolve("go.mod"));
    return REQUIRED
        .matcher(text)
        .results()
        .collect(toMap(required -> required.group(1), GoModulesTest::version));
  }

  private static String version(MatchResult required) {
    return required.group(2);
  }
}
