package greptimedb.etcd.component;

import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import com.pulumi.resources.Resource;
import greptimedb.etcd.kubernetes.DeclaredObject;
import greptimedb.etcd.model.KubernetesObject;
import java.time.Duration;
import java.util.List;

/** The Job that checks the members before they are changed; done when it has found them well. */
public final class MemberCheckJob {
  /** The Job's own deadline, and time for its pod to be scheduled and its image to be pulled. */
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private MemberCheckJob() {}

  /**
   * Declares it.
   *
   * @param after what has to be there before: the scripts
   */
  public static Resource declare(KubernetesObject job, Provider provider, List<Resource> after) {
    return new DeclaredObject(
        job,
        CustomResourceOptions.builder()
            .provider(provider)
            .dependsOn(after)
            .customTimeouts(CustomTimeouts.builder().create(LIMIT).update(LIMIT).build())
            .build());
  }
}
