package greptimedb.etcd.ops.job;

import greptimedb.etcd.model.KubernetesObject;
import greptimedb.etcd.ops.console.OpsException;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Jobs as the client's library has them. */
public final class Jobs {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private Jobs() {}

  /** A name for a Job that begins now: the base and the time to the second. */
  public static String name(String base, Instant now) {
    return base + "-" + MOMENT.format(now);
  }

  /** A Job of the program's own model. */
  public static Job of(KubernetesClient client, KubernetesObject object) {
    var serialization = client.getKubernetesSerialization();
    return serialization.unmarshal(serialization.asJson(object.manifest()), Job.class);
  }

  /**
   * A run of a CronJob out of turn, as {@code kubectl create job --from} makes it: owned by the
   * CronJob, so that its history limits hold.
   *
   * @throws OpsException if there is no such CronJob
   */
  public static Job from(KubernetesClient client, String namespace, String cronJob, Instant now) {
    var found = client.batch().v1().cronjobs().inNamespace(namespace).withName(cronJob).get();
    if (found == null) {
      throw OpsException.unreadable(
          "there is no CronJob %s in namespace %s; pulumi up makes it"
              .formatted(cronJob, namespace));
    }
    return run(found, name(cronJob, now));
  }

  private static Job run(CronJob cronJob, String name) {
    var template = cronJob.getSpec().getJobTemplate();
    return new JobBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(cronJob.getMetadata().getNamespace())
        .withAnnotations(Map.of("cronjob.kubernetes.io/instantiate", "manual"))
        .addNewOwnerReference()
        .withApiVersion("batch/v1")
        .withKind("CronJob")
        .withName(cronJob.getMetadata().getName())
        .withUid(cronJob.getMetadata().getUid())
        .withController(true)
        .endOwnerReference()
        .endMetadata()
        .withSpec(template.getSpec())
        .build();
  }
}
