package greptimedb.etcd.model.greptimedb;

import static greptimedb.etcd.model.greptimedb.LiveObjects.live;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.config.greptimedb.EndpointField;
import greptimedb.etcd.config.greptimedb.GreptimeConfiguration;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.model.cluster.ReleaseNames;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutoverTest {
  private static final ReleaseNames RECOVERED = new ReleaseNames("etcd-cluster", "etcd-recover", 3);
  private static final String ENDPOINT = "etcd-recover.etcd-cluster.svc.cluster.local:2379";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {etcdEndpoints: [a:1]}                                              | AUTO            | {etcdEndpoints=[NEW]}
          {backendStorage: {etcd: {endpoints: [a:1]}}}                        | AUTO            | {backendStorage={etcd={endpoints=[NEW]}}}
          {etcdEndpoints: [a:1], backendStorage: {etcd: {endpoints: [b:1]}}}  | AUTO            | {backendStorage={etcd={endpoints=[NEW]}}, etcdEndpoints=[]}
          {etcdEndpoints: [], backendStorage: {etcd: {endpoints: [b:1]}}}     | AUTO            | {backendStorage={etcd={endpoints=[NEW]}}, etcdEndpoints=[]}
          {}                                                                  | AUTO            | {backendStorage={etcd={endpoints=[NEW]}}}
          {backendStorage: {etcd: {endpoints: [a:1]}}}                        | ETCD_ENDPOINTS  | {etcdEndpoints=[NEW]}
          {etcdEndpoints: [a:1]}                                              | BACKEND_STORAGE | {backendStorage={etcd={endpoints=[NEW]}}, etcdEndpoints=[]}
          """)
  void setsTheEndpointWhereTheOperatorReadsIt(String meta, EndpointField field, String spec) {
    // when
    var patch = cutover(field, false, "spec: {meta: " + meta + "}").patch();

    // then
    assertThat(patch.content()).hasToString("{spec={meta=" + spec.replace("NEW", ENDPOINT) + "}}");
    assertThat(patch.metadata()).containsEntry("name", "db").containsEntry("namespace", "default");
  }

  @Test
  void forcesOnlyWhereTheConfigurationSaysSo() {
    assertThat(cutover(EndpointField.AUTO, false, "{}").patch().metadata().get("annotations"))
        .isEqualTo(Map.of("pulumi.com/patchFieldManager", "greptimedb-etcd"));
    assertThat(cutover(EndpointField.AUTO, true, "{}").patch().metadata().get("annotations"))
        .isEqualTo(
            Map.of(
                "pulumi.com/patchFieldManager",
                "greptimedb-etcd",
                "pulumi.com/patchForce",
                "true"));
  }

  @Test
  void isAppliedAnewWheneverSomebodyHasSetTheEndpointBack() {
    // given
    var first = live(applied("a:1", 1, ""));
    var asWanted = live(applied(ENDPOINT, 2, ", annotations: {greptimedb-etcd/applied-over: u/1}"));
    var setBack = live(applied("a:1", 3, ", annotations: {greptimedb-etcd/applied-over: u/1}"));
    // then
    assertThat(appliedOver(first)).isEqualTo("u/1");
    assertThat(appliedOver(asWanted)).as("nothing is left to do").isEqualTo("u/1");
    assertThat(appliedOver(setBack)).isEqualTo("u/3");
  }

  private static String applied(String endpoint, int generation, String annotations) {
    return "{metadata: {uid: u, generation: %d%s}, spec: {meta: {replicas: 0, etcdEndpoints: ['%s']}}}"
        .formatted(generation, annotations, endpoint);
  }

  private static Object appliedOver(LiveCluster live) {
    var block = new GreptimeConfiguration("default", "db", EndpointField.AUTO, false);
    var metadata = new Cutover(block, live, RECOVERED).patch().metadata();
    return ((Map<?, ?>) metadata.get("annotations")).get("greptimedb-etcd/applied-over");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          etcd-recover.etcd-cluster:2379
          http://etcd-recover.etcd-cluster.svc:2379
          etcd-recover-1.etcd-recover-headless.etcd-cluster.svc.cluster.local:2379
          """)
  void keepsAnotherSpellingOfTheSameService(String endpoint) {
    // given: Metasrv runs, and somebody else owns the field
    var cutover =
        cutover(
            EndpointField.AUTO,
            false,
            "{spec: {meta: {etcdEndpoints: ['%s'], replicas: 1}}, %s}"
                .formatted(endpoint, owned("helm", "f:etcdEndpoints: {}")));

    // then
    assertThat(cutover.problems()).isEmpty();
    assertThat(cutover.patch().content())
        .isEqualTo(Map.of("spec", Map.of("meta", Map.of("etcdEndpoints", List.of(endpoint)))));
  }

  @Test
  void namesTheManagerOfAFieldThatSomebodyElseOwns() {
    // given
    var yaml =
        "{spec: {meta: {replicas: 0, backendStorage: {etcd: {endpoints: [a:1]}}}}, %s}"
            .formatted(owned("helm", "f:backendStorage: {f:etcd: {f:endpoints: {}}}"));

    // then
    assertThat(problems(cutover(EndpointField.AUTO, false, yaml)))
        .containsExactly(
            "greptimedb.force: false: spec.meta.backendStorage.etcd.endpoints of default/db belongs to the field manager"
                + " helm, which may set it back to [a:1]; change it there as well, and take it over with greptimedb.force: true");
    assertThat(cutover(EndpointField.AUTO, true, yaml).problems()).isEmpty();
  }

  @Test
  void itsOwnFieldsAndThoseOfOtherFieldsAreNoConflict() {
    var cutover =
        cutover(
            EndpointField.AUTO,
            false,
            "{spec: {meta: {replicas: 0, etcdEndpoints: [a:1]}}, metadata: {managedFields: ["
                + "{manager: greptimedb-etcd, fieldsV1: {f:spec: {f:meta: {f:etcdEndpoints: {}}}}},"
                + "{manager: helm, fieldsV1: {f:spec: {f:meta: {f:replicas: {}}}}}]}}");

    assertThat(cutover.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {spec: {meta: {etcdEndpoints: [a:1], replicas: 2}}}                                          | 2
          {spec: {meta: {etcdEndpoints: [a:1]}}}                                                       | 1
          {spec: {meta: {etcdEndpoints: [a:1], replicas: 0}}, status: {meta: {readyReplicas: 3}}}      | 3
          """)
  void refusesToMoveMetasrvThatRuns(String yaml, int pods) {
    assertThat(problems(cutover(EndpointField.AUTO, true, yaml)))
        .containsExactly(
            "greptimedb.name: default/db: %d Metasrv pods use a:1: while they are replaced, old ones would write there and new ones to %s. Let ./ops restore do it, or stop them first: kubectl -n default patch greptimedbcluster db --type merge -p '{\"spec\":{\"meta\":{\"replicas\":0}}}'"
                .formatted(pods, ENDPOINT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {spec: {meta: {backendStorage: {mysql: {host: h}}}}}      | keeps its metadata in mysql (spec.meta.backendStorage.mysql), not in etcd; set greptimedb.enabled: false
          {spec: {meta: {backendStorage: {postgresql: {host: h}}}}} | keeps its metadata in postgresql (spec.meta.backendStorage.postgresql), not in etcd; set greptimedb.enabled: false
          {spec: {meta: {config: "a = 1\\nstore_addrs = ['a:1']\\n"}}} | its spec.meta.config sets store_addrs, which beats every endpoint field; take it out there, or set greptimedb.enabled: false and keep that text in step by hand
          """)
  void refusesAStoreThatNoEndpointMoves(String yaml, String reason) {
    assertThat(problems(cutover(EndpointField.AUTO, true, yaml)))
        .containsExactly("greptimedb.name: default/db: " + reason);
  }

  @Test
  void aStoreAddressInAnInnerTableIsAnotherSetting() {
    var yaml = "{spec: {meta: {config: \"a = 1\\n[x]\\nstore_addrs = ['a:1']\\n\"}}}";
    assertThat(cutover(EndpointField.AUTO, false, yaml).problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                         | AUTO            | set greptimedb.endpointField: etcdEndpoints
          {spec: {meta: {backendStorage: {etcd: {endpoints: [a]}}}}} | ETCD_ENDPOINTS  | set greptimedb.endpointField: auto
          {spec: {meta: {etcdEndpoints: [a]}}}                       | BACKEND_STORAGE | set greptimedb.endpointField: auto
          """)
  void saysWhichKeyToSetWhereTheFieldMayBeUnknown(String yaml, EndpointField field, String key) {
    assertThat(cutover(field, false, yaml).warnings())
        .singleElement()
        .asString()
        .contains("field not declared in schema")
        .endsWith(key);
  }

  @Test
  void hasNoWarningsWhereTheFieldIsInUse() {
    var cutover = cutover(EndpointField.AUTO, false, "{spec: {meta: {etcdEndpoints: [a:1]}}}");
    assertThat(cutover.warnings()).isEmpty();
  }

  @Test
  void readsThePrefix() {
    assertThat(
            live("{spec: {meta: {backendStorage: {etcd: {storeKeyPrefix: one}}}}}")
                .storeKeyPrefix())
        .isEqualTo("one");
    assertThat(live("{}").storeKeyPrefix()).isEmpty();
  }

  private static String owned(String manager, String fields) {
    return "metadata: {managedFields: [{manager: %s, fieldsV1: {f:spec: {f:meta: {%s}}}}]}"
        .formatted(manager, fields);
  }

  private static List<String> problems(Cutover cutover) {
    return cutover.problems().stream().map(Problem::toString).toList();
  }

  private static Cutover cutover(EndpointField field, boolean force, String yaml) {
    return new Cutover(
        new GreptimeConfiguration("default", "db", field, force), live(yaml), RECOVERED);
  }
}
