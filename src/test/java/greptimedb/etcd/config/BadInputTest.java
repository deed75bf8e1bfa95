package greptimedb.etcd.config;

import static greptimedb.etcd.config.ConfigurationText.clusterProblems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One wrong value at a time: the whole line that the user reads, and no second one. */
class BadInputTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {replica: 3}                      | cluster.replica: 3: unknown key; did you mean replicas?
          {storage: {sise: 8Gi}}            | cluster.storage.sise: "8Gi": unknown key; did you mean size?
          {image: {tags: x}}                | cluster.image.tags: "x": unknown key; did you mean tag?
          {chart: {verison: 11.3.4}}        | cluster.chart.verison: "11.3.4": unknown key; did you mean version?
          {readiness: {xylophone: 1s}}      | cluster.readiness.xylophone: "1s": unknown key; expected one of delay, period
          {storage: {Class: null}}          | cluster.storage.Class: null: unknown key; did you mean class?
          """)
  void namesTheNearestKeyWhenOneIsUnknown(String cluster, String line) {
    assertThat(clusterProblems(cluster)).containsExactly(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          etcd                              | cluster: "etcd": expected a block of settings; {} takes every default
          [1]                               | cluster: [1]: expected a block of settings; {} takes every default
          null                              | cluster: null: expected a block of settings; {} takes every default
          {createNamespace: ture}           | cluster.createNamespace: "ture": expected true or false, without quotes
          {createNamespace: "true"}         | cluster.createNamespace: "true": expected true or false, without quotes
          {createNamespace: 1}              | cluster.createNamespace: 1: expected true or false, without quotes
          {replicas: "3"}                   | cluster.replicas: "3": expected a whole number from 1 to 9, without quotes
          {replicas: 3.5}                   | cluster.replicas: 3.5: expected a whole number from 1 to 9, without quotes
          {snapshotCount: 0}                | cluster.snapshotCount: 0: expected a whole number from 1 to 10,000,000, without quotes
          {storage: 8Gi}                    | cluster.storage: "8Gi": expected a block of settings; {} takes every default
          {storage: {class: ""}}            | cluster.storage.class: "": expected a text that is not empty
          {image: {tag: 3.5}}               | cluster.image.tag: 3.5: expected a text; put it in quotes, since YAML reads this as a number or as true or false
          {image: {tag: true}}              | cluster.image.tag: true: expected a text; put it in quotes, since YAML reads this as a number or as true or false
          {image: {tag: [a]}}               | cluster.image.tag: ["a"]: expected a text that is not empty
          {values: {"a: b\\nc": null}}       | cluster.values."a: b\\nc": null: expected a value: a null cannot be passed on to the chart
          {values: [1]}                     | cluster.values: [1]: expected a block of chart values
          {namespace: Etcd}                 | cluster.namespace: "Etcd": expected a name of small letters, digits and -, at most 63
          """)
  void saysWhichTypeWasExpected(String cluster, String line) {
    assertThat(clusterProblems(cluster)).containsExactly(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {replicas: 2}                     | cluster.replicas: 2: expected an odd number of members: an even one tolerates no more failures
          {replicas: 0}                     | cluster.replicas: 0: expected a whole number from 1 to 9, without quotes
          {replicas: 11}                    | cluster.replicas: 11: expected a whole number from 1 to 9, without quotes
          {storage: {size: 8GB}}            | cluster.storage.size: "8GB": expected a Kubernetes quantity above 0, such as 8Gi or 500m
          {storage: {size: -8Gi}}           | cluster.storage.size: "-8Gi": expected a Kubernetes quantity above 0, such as 8Gi or 500m
          {resources: {cpu: 0}}             | cluster.resources.cpu: 0: expected a Kubernetes quantity above 0, such as 8Gi or 500m
          {resources: {memory: much}}       | cluster.resources.memory: "much": expected a Kubernetes quantity above 0, such as 8Gi or 500m
          {quota: true}                     | cluster.quota: true: expected a Kubernetes quantity above 0, such as 8Gi or 500m
          {quota: 9Gi, resources: {memory: 9Gi}} | cluster.quota: "9Gi": expected at most the volume of a member, 8Gi; lower it or raise that
          {quota: 9Gi, storage: {size: 9Gi}}     | cluster.quota: "9Gi": expected at most the memory of a member, 8Gi; lower it or raise that
          {compaction: {mode: hourly}}      | cluster.compaction.mode: "hourly": expected periodic or revision
          {compaction: {retention: 1 hour}} | cluster.compaction.retention: "1 hour": expected a time with its unit (ms, s, m, h, d), such as 2s
          {compaction: {mode: revision, retention: 1h}} | cluster.compaction.retention: "1h": expected a number of revisions, as mode is revision
          {chart: {reference: ./no/chart}}  | cluster.chart.reference: "./no/chart": expected an oci:// address, a chart of chart.repository, or a folder or .tgz that exists; there is no such file
          {chart: {reference: "a\\0b"}}      | cluster.chart.reference: "a\\u0000b": expected an oci:// address, a chart of chart.repository, or a folder or .tgz that exists; there is no such file
          """)
  void saysWhichValuesAreAllowed(String cluster, String line) {
    assertThat(clusterProblems(cluster)).containsExactly(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {electionTimeout: 2000}           | cluster.electionTimeout: 2000: expected 500ms to 50s: etcd's heartbeat is 100ms, and it takes at least five of them
          {electionTimeout: 499ms}          | cluster.electionTimeout: "499ms": expected 500ms to 50s: etcd's heartbeat is 100ms, and it takes at least five of them
          {electionTimeout: 51s}            | cluster.electionTimeout: "51s": expected 500ms to 50s: etcd's heartbeat is 100ms, and it takes at least five of them
          {readiness: {delay: 1500ms}}      | cluster.readiness.delay: "1500ms": expected whole seconds, 0s to 1h, such as 2s
          {readiness: {delay: 61m}}         | cluster.readiness.delay: "61m": expected whole seconds, 0s to 1h, such as 2s
          {readiness: {period: 0s}}         | cluster.readiness.period: "0s": expected whole seconds, 1s to 1h, such as 2s
          {readiness: {period: soon}}       | cluster.readiness.period: "soon": expected whole seconds, 1s to 1h, such as 2s
          """)
  void boundsTimes(String cluster, String line) {
    assertThat(clusterProblems(cluster)).containsExactly(line);
  }
}
