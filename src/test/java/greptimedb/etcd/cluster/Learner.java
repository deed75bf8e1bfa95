package greptimedb.etcd.cluster;

import static greptimedb.etcd.cluster.TestStack.succeed;

import java.time.Duration;

/** A further member of a stack's etcd that has no vote, in a pod of its own. */
final class Learner implements AutoCloseable {
  private static final String NAME = "learner";

  /** Adds itself, then starts as etcdctl's answer says. */
  private static final String SCRIPT =
      """
      set -euo pipefail
      peer=http://$ADDRESS:2380
      etcdctl --endpoints=etcd:2379 member add "$HOSTNAME" --learner --peer-urls="$peer" | grep ^ETCD_ >/tmp/added
      set -a
      source /tmp/added
      set +a
      exec etcd --data-dir=/tmp/data --listen-peer-urls=http://0.0.0.0:2380 \\
        --listen-client-urls=http://0.0.0.0:2379 --advertise-client-urls="http://$ADDRESS:2379"
      """;

  private final TestStack stack;

  private Learner(TestStack stack) {
    this.stack = stack;
  }

  /** Answers once it takes part. */
  static Learner start(TestStack stack) {
    var image =
        succeed(stack.kubectl("get", "pod", "etcd-0", "-o", "jsonpath={.spec.containers[0].image}"))
            .output();
    var manifest =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s}
        spec:
          terminationGracePeriodSeconds: 0
          containers:
            - name: etcd
              image: %s
              env: [{name: ADDRESS, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]
              volumeMounts: [{name: data, mountPath: /tmp}]
              command:
                - bash
                - -c
                - |
        %s
          volumes: [{name: data, emptyDir: {}}]
        """
            .formatted(NAME, image, SCRIPT.indent(18));
    Manifests.create(stack, manifest);
    var learner = new Learner(stack);
    Command.awaitUntil(
        "the learner has started", Duration.ofMinutes(1), () -> !learner.line().isEmpty());
    return learner;
  }

  /** Of the member and of its pod. */
  String name() {
    return NAME;
  }

  /** {@code ID, started, learner, ...}: empty while the member list does not name it. */
  private String line() {
    return stack
        .etcdctl("member", "list")
        .output()
        .lines()
        .filter(line -> line.contains(", started, " + NAME + ", "))
        .findFirst()
        .orElse("");
  }

  /** Removes the member and its pod. */
  @Override
  public void close() {
    succeed(stack.etcdctl("member", "remove", line().split(",", 2)[0]));
    succeed(stack.kubectl("delete", "pod", NAME));
  }
}
