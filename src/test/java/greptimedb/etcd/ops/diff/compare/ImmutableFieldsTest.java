package greptimedb.etcd.ops.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API server refuses to change, and what the engine replaces in its place. */
class ImmutableFieldsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StatefulSet           | spec: {serviceName: %s}                          | serviceName",
        "StatefulSet           | spec: {podManagementPolicy: %s}                  | podManagementPolicy",
        "StatefulSet           | spec: {replicas: %s}                             | ''",
        "StatefulSet           | spec: {template: %s}                             | ''",
        "StatefulSet           | spec: {persistentVolumeClaimRetentionPolicy: %s} | ''",
        "StatefulSet           | metadata: {labels: {a: %s}}                      | ''",
        "Deployment            | spec: {selector: %s}                             | selector",
        "Deployment            | spec: {template: %s}                             | ''",
        "Job                   | spec: {template: %s}                             | template",
        "Job                   | spec: {suspend: %s}                              | ''",
        "CronJob               | spec: {jobTemplate: %s}                          | ''",
        "PersistentVolumeClaim | spec: {storageClassName: %s}                     | storageClassName",
        "PersistentVolumeClaim | spec: {resources: %s}                            | ''",
        "PersistentVolume      | spec: {nfs: {server: %s}}                        | nfs",
        "PersistentVolume      | spec: {mountOptions: [%s]}                       | ''",
        "RoleBinding           | roleRef: {name: %s}                              | roleRef",
        "Secret                | type: %s                                         | type",
        "ConfigMap             | data: {a: %s}                                    | ''",
        "GrafanaDashboard      | spec: {instanceSelector: %s}                     | ''",
      })
  void refusedByTheApiServer(String kind, String field, String expected) {
    assertThat(
            String.join(
                ",", ImmutableFields.changed(tree(kind, field, "x"), tree(kind, field, "y"))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ConfigMap        | data: {a: %s}                    | data",
        "Secret           | data: {a: %s}                    | data",
        "GrafanaDashboard | spec: {instanceSelector: %s}     | instanceSelector",
        "GrafanaDashboard | spec: {json: %s}                 | ''",
        "Job              | spec: {template: %s}             | template",
        "CronJob          | spec: {schedule: %s}             | ''",
      })
  void replacedByTheEngine(String kind, String field, String expected) {
    assertThat(
            String.join(
                ",", ImmutableFields.replaced(tree(kind, field, "x"), tree(kind, field, "y"))))
        .isEqualTo(expected);
  }

  private static JsonNode tree(String kind, String field, String value) {
    return Objects.tree("kind: %s\n%s\n".formatted(kind, field.formatted(value)));
  }
}
