package greptimedb.etcd.component;

import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import com.pulumi.resources.Resource;
import greptimedb.etcd.kubernetes.DeclaredObject;
import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.model.recovery.Preparation;
import greptimedb.etcd.model.recovery.Recovery;
import greptimedb.etcd.model.recovery.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Jobs around a release that starts from a snapshot: they go once it is healthy. */
final class RestoreJobs extends ComponentResource {
  /** Time for the pod to be scheduled and its image to be pulled. */
  private static final Duration START = Duration.ofMinutes(5);

  private final Recovery recovery;
  private final Provider provider;

  RestoreJobs(Recovery recovery, Provider provider) {
    super(
        "greptimedb-etcd:component:Recovery",
        recovery.restore().release(),
        ComponentResourceOptions.builder().provider(provider).build());
    this.recovery = recovery;
    this.provider = provider;
    registerOutputs(Map.of());
  }

  /** Declares the preparation; done when the file is there. */
  Resource prepare(List<Resource> after) {
    var policy = declare(Preparation.networkPolicy(recovery), Duration.ZERO, after);
    return declare(Preparation.desired(recovery), Preparation.LONGEST, with(after, policy));
  }

  /** Declares the verification; done when all members agree with the file and each other. */
  DeclaredObject verify(List<Resource> after) {
    var policy = declare(Verification.networkPolicy(recovery), Duration.ZERO, after);
    return declare(Verification.desired(recovery), Verification.LONGEST, with(after, policy));
  }

  private DeclaredObject declare(KubernetesObject object, Duration longest, List<Resource> after) {
    var limit = longest.plus(START);
    return new DeclaredObject(
        object,
        CustomResourceOptions.builder()
            .parent(this)
            .provider(provider)
            .dependsOn(after)
            .customTimeouts(CustomTimeouts.builder().create(limit).update(limit).build())
            .build());
  }

  private static List<Resource> with(List<Resource> some, Resource one) {
    return Stream.concat(some.stream(), Stream.of(one)).toList();
  }
}
