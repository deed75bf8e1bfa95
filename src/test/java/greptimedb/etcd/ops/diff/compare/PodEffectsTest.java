package greptimedb.etcd.ops.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import greptimedb.etcd.ops.cluster.ManifestObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the field that changes means for the pods. */
class PodEffectsTest {
  private static final String SET =
      """
      kind: StatefulSet
      spec:
        replicas: 3
        serviceName: s
        updateStrategy: {type: RollingUpdate}
        template: {metadata: {labels: {a: b}}, spec: {containers: [{name: etcd, image: i}, {name: side, image: j}], volumes: []}}
      """;

  @Test
  void whatIsOutsideOfTheTemplateRestartsNothing() {
    assertThat(restarts(SET, SET.replace("serviceName: s", "serviceName: t"))).isEmpty();
  }

  @Test
  void theReasonNamesFieldsOfPodAndContainers() {
    assertThat(
            restarts(
                SET,
                SET.replace("image: j", "image: k, command: [x]")
                    .replace("{a: b}", "{a: c}")
                    .replace("volumes: []", "volumes: [{name: v}]")))
        .containsExactly(
            "etcd-0..2 restart (pod template changed: command, image, labels, volumes)");
  }

  @Test
  void aContainerMoreAndAnotherOrderAreChangesOfTheContainers() {
    assertThat(restarts(SET, SET.replace("{name: side, image: j}", "{name: other}")))
        .containsExactly("etcd-0..2 restart (pod template changed: containers)");
    assertThat(
            restarts(
                SET,
                SET.replace(
                    "[{name: etcd, image: i}, {name: side, image: j}]",
                    "[{name: side, image: j}, {name: etcd, image: i}]")))
        .containsExactly("etcd-0..2 restart (pod template changed: containers)");
  }

  @Test
  void onDeleteWaitsForSomebodyToDeleteThePods() {
    assertThat(
            restarts(SET, SET.replace("RollingUpdate", "OnDelete").replace("image: i", "image: n")))
        .containsExactly(
            "StatefulSet etcd: its pods change only when somebody deletes them (pod template changed: image)");
  }

  @Test
  void aPartitionHoldsTheMembersBelowIt() {
    // given
    var held =
        SET.replace(
            "{type: RollingUpdate}", "{type: RollingUpdate, rollingUpdate: {partition: 2}}");
    // then
    assertThat(restarts(SET, held.replace("image: i", "image: n")))
        .containsExactly("etcd-2 restarts (pod template changed: image)");
    assertThat(
            restarts(
                SET, held.replace("partition: 2", "partition: 3").replace("image: i", "image: n")))
        .isEmpty();
  }

  @Test
  void thePodsOfADeploymentHaveNoNumbers() {
    // given
    var deployment = SET.replace("StatefulSet", "Deployment");
    // then
    assertThat(
            PodEffects.restarts(
                new ManifestObject.Key("apps/v1", "Deployment", "ns", "web"),
                Objects.tree(deployment),
                Objects.tree(deployment.replace("image: i", "image: n"))))
        .containsExactly("pods of Deployment web restart (pod template changed: image)");
  }

  @Test
  void otherKindsHaveNoPodsOfTheirOwn() {
    assertThat(
            PodEffects.restarts(
                new ManifestObject.Key("batch/v1", "CronJob", "ns", "c"),
                Objects.tree(SET),
                Objects.tree(SET.replace("image: i", "image: n"))))
        .isEmpty();
  }

  private static List<String> restarts(String before, String after) {
    JsonNode old = Objects.tree(before);
    return PodEffects.restarts(
        new ManifestObject.Key("apps/v1", "StatefulSet", "ns", "etcd"), old, Objects.tree(after));
  }
}
