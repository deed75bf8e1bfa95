package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.BesideOthers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The image of the program, built onto a base image that is pinned by its digest, run in a pod that
 * does what a workspace of the operator does: a fresh folder, a stack of a backend, its
 * configuration, an update with the rights of its service account.
 */
@ExtendWith(RunningPods.class)
@BesideOthers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WorkspaceImageE2E {
  private static final String NAMESPACE = "e2e-image";
  private static final Path PROJECT = Path.of("").toAbsolutePath();
  private static final Path NO_PODS =
      Path.of("src/test/resources/greptimedb/etcd/cluster/no-pods").toAbsolutePath();

  /** The link, the working folder and the user are those of the operator's workspaces. */
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: %1$s, namespace: e2e-image}
      spec:
        restartPolicy: Never
        serviceAccountName: workspace
        securityContext: {runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000}
        initContainers:
          - name: fetch
            image: %2$s
            command: [ln, -s, /greptimedb-etcd, /share/workspace]
            volumeMounts: [{name: share, mountPath: /share}]
        containers:
          - name: pulumi
            image: %2$s
            workingDir: /share/workspace
            command: [bash, -ec, "pulumi stack select --create organization/greptimedb-etcd/pod && pulumi config set-all --json \\"$SETTINGS\\" && pulumi %3$s"]
            env:
              - {name: PULUMI_BACKEND_URL, value: "file:///state"}
              - {name: PULUMI_CONFIG_PASSPHRASE, value: correct-horse}
              - name: SETTINGS
                value: '{"greptimedb-etcd:cluster": {"value": "{\\"namespace\\": \\"e2e-image-etcd\\", \\"chart\\": {\\"reference\\": \\"/chart\\"}}", "objectValue": {"namespace": "e2e-image-etcd", "chart": {"reference": "/chart"}}}}'
            resources: {requests: {cpu: 100m, memory: 256Mi}, limits: {memory: 1Gi}}
            volumeMounts:
              - {name: share, mountPath: /share}
              - {name: state, mountPath: /state}
              - {name: chart, mountPath: /chart}
        volumes:
          - {name: share, emptyDir: {}}
          - {name: state, hostPath: {path: %4$s}}
          - name: chart
            configMap:
              name: chart
              items: [{key: Chart.yaml, path: Chart.yaml}, {key: configmap.yaml, path: templates/configmap.yaml}]
      """;

  private TestStack stack;
  private String image;
  private Path state;

  @BeforeAll
  void build() throws IOException {
    stack = new TestStack(NAMESPACE);
    image =
        imageOn(run(Map.of(), PROJECT.resolve("src/test/contract/workspace/publish").toString()));
    state = Files.createTempDirectory("state");
    succeed(stack.run("chmod", "777", state.toString()));
    succeed(stack.kubectl("create", "namespace", NAMESPACE));
    succeed(stack.kubectl("create", "serviceaccount", "workspace"));
    succeed(
        stack.kubectl(
            "create",
            "clusterrolebinding",
            NAMESPACE,
            "--clusterrole=cluster-admin",
            "--serviceaccount=" + NAMESPACE + ":workspace"));
    succeed(
        stack.kubectl(
            "create",
            "configmap",
            "chart",
            "--from-file=" + NO_PODS.resolve("Chart.yaml"),
            "--from-file=" + NO_PODS.resolve("templates/configmap.yaml")));
  }

  @AfterAll
  void remove() {
    stack.kubectl("delete", "clusterrolebinding", NAMESPACE, "--ignore-not-found");
    stack.kubectl("delete", "namespace", NAMESPACE + "-etcd", "--ignore-not-found", "--wait=false");
    // The builder's storage, more than a gigabyte, lies in the stack's folder.
    stack.run("rm", "-rf", state.toString(), "images", "run");
    stack.close();
  }

  @Test
  @Order(1)
  void aPodPreviewsWithItsServiceAccount() throws IOException {
    assertThat(podRuns("preview", "preview --non-interactive"))
        .contains("kubernetes:helm.sh/v3:Release etcd create")
        .contains("5 to create")
        .doesNotContain("downloading")
        .doesNotContain("\tat ");
  }

  @Test
  @Order(2)
  void anotherPodDeploys() throws IOException {
    assertThat(podRuns("up", "up --yes --skip-preview --non-interactive")).contains("5 created");
    assertThat(
            succeed(stack.run("kubectl", "-n", "e2e-image-etcd", "get", "configmaps", "-o", "name"))
                .output())
        .contains("configmap/etcd-no-pods");
  }

  @Test
  @Order(3)
  void anUpdateOfAFreshWorkspaceFindsTheStateOfTheLast() throws IOException {
    assertThat(podRuns("again", "up --yes --skip-preview --non-interactive --expect-no-changes"))
        .contains("5 unchanged");
  }

  /** What the pod printed, once it has ended well. */
  private String podRuns(String name, String command) throws IOException {
    var file =
        Files.writeString(
            stack.folder().resolve(name + ".yaml"), POD.formatted(name, image, command, state));
    succeed(stack.kubectl("apply", "-f", file.toString()));
    Command.awaitUntil(
        "pod " + name + " ended",
        Duration.ofMinutes(4),
        () -> List.of("Succeeded", "Failed").contains(phase(name)));
    var log = stack.kubectl("logs", name, "--all-containers").output();
    assertThat(phase(name)).as(log).isEqualTo("Succeeded");
    return log;
  }

  private String phase(String pod) {
    return stack.kubectl("get", "pod", pod, "-o", "jsonpath={.status.phase}").output();
  }

  /** Builds the program's image onto the base and pushes it; its name with its digest. */
  private String imageOn(String base) throws IOException {
    var storage = stack.folder().resolve("storage.conf");
    Files.writeString(
        storage,
        "[storage]\ndriver = \"overlay\"\ngraphroot = \"%1$s/images\"\nrunroot = \"%1$s/run\"\n"
            .formatted(stack.folder()));
    var registries = stack.folder().resolve("registries.conf");
    Files.writeString(
        registries, "[[registry]]\nlocation = \"localhost:15000\"\ninsecure = true\n");
    return run(
        Map.of(
            "BASE_IMAGE",
            base,
            "BUILDER",
            "buildah",
            "BUILDAH_ISOLATION",
            "chroot",
            "CONTAINERS_STORAGE_CONF",
            storage.toString(),
            "CONTAINERS_REGISTRIES_CONF",
            registries.toString()),
        PROJECT.resolve("stacks/operator/build-image").toString(),
        "localhost:15000/greptimedb-etcd:e2e");
  }

  /** The last line that a script prints. */
  private String run(Map<String, String> environment, String... words) {
    var output = succeed(Command.start(PROJECT, environment, List.of(words)).await()).output();
    return output.lines().reduce((first, last) -> last).orElseThrow();
  }
}
