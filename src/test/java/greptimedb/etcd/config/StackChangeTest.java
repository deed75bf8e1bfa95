package greptimedb.etcd.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import greptimedb.etcd.config.cluster.ClaimTemplates;
import greptimedb.etcd.config.reading.ConfigurationException;
import greptimedb.etcd.config.reading.Problem;
import greptimedb.etcd.reliability.LossScenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a live stack cannot become, and the way that exists for each. */
class StackChangeTest {
  private static final Map<String, Object> NFS =
      Map.of("kind", "nfs", "server", "nfs.test", "path", "/exports/etcd", "size", "50Gi");

  private static final Map<String, Object> OF_CLASS =
      Map.of("kind", "class", "class", "nfs-client", "size", "20Gi");

  private static final Map<String, Object> OF_OTHERS =
      Map.of("kind", "claim", "claim", "etcd-backup");

  @Test
  @LossScenario(
      number = 14,
      text =
          "A live stack gets another namespace, backup storage, storage class, volume size or"
              + " release name")
  void refusesEveryChangeThatCannotBeMadeBeforeAnythingIsChanged(TestReporter reporter) {
    // given
    var deployed = outputs(NFS, Map.of("storageClass", "fast", "storageSize", "8Gi"));

    // when
    var problems =
        problems(
            deployed,
            "cluster: {namespace: other, createNamespace: false, release: store, storage: {size:"
                + " 16Gi}}",
            "backup: {enabled: true, storage: {class: nfs-client}}",
            "active: store");

    // then
    assertThat(problems)
        .extracting(Problem::path)
        .containsExactly(
            "cluster.namespace",
            "cluster.createNamespace",
            "backup.storage",
            "active",
            "cluster.release");
    assertThat(problems(deployed, "cluster: {storage: {size: 16Gi, class: slow}}"))
        .extracting(Problem::path)
        .containsExactly("cluster.storage.size", "cluster.storage.class");
    reporter.publishEntry(
        "seen", "7 such changes are refused at once, each with the way that exists");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aNamespaceStays(boolean createNamespace) {
    var problems =
        problems(
            outputs(NFS, Map.of()),
            "cluster: {namespace: other, createNamespace: %s}".formatted(createNamespace));

    assertThat(problems.get(0).toString())
        .startsWith(
            "cluster.namespace: other: the releases of this stack are in namespace etcd-cluster,"
                + " and neither they nor their claims can move; set it back. ")
        .contains("a stack of its own");
  }

  @Test
  void aNamespaceThatTheProgramMadeIsNotTakenAway() {
    assertThat(problems(outputs(NFS, Map.of()), "cluster: {createNamespace: false}"))
        .extracting(Problem::path)
        .containsExactly("cluster.createNamespace");
    var made = new TreeMap<>(outputs(NFS, Map.of()));
    made.put("createNamespace", false);
    assertThat(problems(made, "cluster: {createNamespace: true}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          fast | {}                         | cluster.storage.class: missing: release etcd was made with class fast, and a StatefulSet's volumeClaimTemplates cannot change; set it back to fast
          fast | {storage: {class: slow}}   | cluster.storage.class: slow: release etcd was made with class fast, and a StatefulSet's volumeClaimTemplates cannot change; set it back to fast
          ''   | {storage: {class: slow}}   | cluster.storage.class: slow: release etcd was made with the default class of its Kubernetes, and a StatefulSet's volumeClaimTemplates cannot change; leave it out
          """)
  void aStorageClassStays(String before, String cluster, String line) {
    assertThat(problems(outputs(NFS, Map.of("storageClass", before)), "cluster: " + cluster))
        .singleElement()
        .asString()
        .startsWith(line);
  }

  @Test
  void whatElseTheClaimsWereMadeFromStays() {
    // given
    var made =
        outputs(
            NFS,
            Map.of(
                "claimTemplates",
                ClaimTemplates.fingerprint(
                    Map.of("persistence", Map.of("labels", Map.of("a", "1", "b", "2"))))));

    // then
    assertThat(problems(made, "cluster: {values: {persistence: {labels: {b: '2', a: '1'}}}}"))
        .isEmpty();
    assertThat(problems(made, "cluster: {}"))
        .singleElement()
        .asString()
        .startsWith("cluster.values.persistence: changed: release etcd was made with other values");
    assertThat(problems(made, "cluster: {values: {persistence: {labels: {a: '1', b: '3'}}}}"))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nfs    | {nfs: {server: other.test, path: /exports/etcd}}      | nfs other.test:/exports/etcd with 50Gi
          nfs    | {nfs: {server: nfs.test, path: /exports/other}}       | nfs nfs.test:/exports/other with 50Gi
          nfs    | {nfs: {server: nfs.test, path: /exports/etcd}, size: 80Gi} | nfs nfs.test:/exports/etcd with 80Gi
          nfs    | {class: nfs-client, size: 50Gi}                       | class nfs-client with 50Gi
          class  | {class: other, size: 20Gi}                            | class other with 20Gi
          class  | {class: nfs-client, size: 10Gi}                       | class nfs-client with 10Gi
          class  | {nfs: {server: nfs.test, path: /exports/etcd}}        | nfs nfs.test:/exports/etcd with 50Gi
          others | {class: nfs-client}                                   | class nfs-client with 50Gi
          """)
  void aBackupStorageStays(String before, String storage, String value) {
    assertThat(
            problems(
                outputs(storage(before), Map.of()),
                "cluster: {}",
                "backup: {enabled: true, storage: %s}".formatted(storage)))
        .singleElement()
        .asString()
        .startsWith("backup.storage: " + value + ": ")
        .contains("set it back. To move: make a claim with access mode ReadWriteMany in namespace");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nfs    | {nfs: {server: nfs.test, path: /exports/etcd}, size: 51200Mi}
          nfs    | {claim: moved}
          class  | {class: nfs-client, size: 20Gi}
          class  | {class: nfs-client, size: 40Gi}
          class  | {claim: etcd-backup}
          others | {claim: another}
          """)
  void theWayToAnotherBackupStorageIsOpen(String before, String storage) {
    assertThat(
            problems(
                outputs(storage(before), Map.of()),
                "cluster: {}",
                "backup: {enabled: true, storage: %s}".formatted(storage)))
        .isEmpty();
  }

  @Test
  void aReleaseIsNotRenamed() {
    // given
    var two = new TreeMap<>(outputs(NFS, Map.of()));
    two.put("releases", new TreeMap<>(Map.of("etcd", Map.of(), "etcd-recover", Map.of())));
    two.put("activeRelease", "etcd-recover");

    // then
    assertThat(
            problems(
                two,
                "cluster: {release: other}",
                "backup: {enabled: true, storage: {claim: a}}",
                "restore: {enabled: true, release: etcd-recover, snapshot: latest}",
                "active: etcd-recover"))
        .extracting(Problem::toString)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "cluster.release: other: this stack has etcd and etcd-recover, and a Helm"
                            + " release cannot be renamed"));
  }

  @Test
  void outputsOfAnEarlierProgramRefuseNothingNew() {
    // given: as the version before wrote them
    Map<String, Object> before =
        Map.of(
            "namespace",
            "etcd-cluster",
            "activeRelease",
            "etcd",
            "releases",
            Map.of("etcd", Map.of("storageSize", "8Gi")),
            "backup",
            Map.of("mode", "managed", "claim", "etcd-backup"));

    // then
    assertThatCode(
            () ->
                StackChange.refuse(
                    read(
                        "cluster: {createNamespace: false, storage: {class: fast}, values:"
                            + " {persistence: {labels: {a: b}}}}",
                        "backup: {enabled: true, storage: {class: nfs-client}}"),
                    deployed(before)))
        .doesNotThrowAnyException();
  }

  @Test
  void aStackThatIsNotThereYetMayBeAnything() {
    assertThat(problems(Map.of(), "cluster: {namespace: a, release: b}", "active: b")).isEmpty();
  }

  private static Map<String, Object> storage(String which) {
    return switch (which) {
      case "nfs" -> NFS;
      case "class" -> OF_CLASS;
      default -> OF_OTHERS;
    };
  }

  private static Map<String, Object> outputs(
      Map<String, Object> storage, Map<String, Object> release) {
    return Map.of(
        "namespace",
        "etcd-cluster",
        "createNamespace",
        true,
        "activeRelease",
        "etcd",
        "releases",
        Map.of("etcd", release),
        "backup",
        Map.of("mode", "managed", "claim", "etcd-backup", "storage", storage));
  }

  private static List<Problem> problems(Map<String, Object> outputs, String... lines) {
    var refused =
        catchThrowableOfType(
            ConfigurationException.class, () -> StackChange.refuse(read(lines), deployed(outputs)));
    return refused == null ? List.of() : refused.problems();
  }

  private static DeployedStack deployed(Map<String, Object> outputs) {
    return new DeployedStack(name -> Optional.ofNullable(outputs.get(name)));
  }

  private static Configuration read(String... lines) {
    var settings = new ArrayList<String>();
    for (var line : lines) {
      settings.add("greptimedb-etcd:" + line);
    }
    return ConfigurationText.read(settings.toArray(new String[0]));
  }
}
