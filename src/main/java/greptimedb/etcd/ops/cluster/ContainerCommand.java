package greptimedb.etcd.ops.cluster;

import greptimedb.etcd.ops.console.OpsException;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that is run in a pod's container, as {@code kubectl exec} does.
 *
 * @param client stays open: it belongs to the caller
 * @param pod that runs
 * @param container of the pod
 */
public record ContainerCommand(KubernetesClient client, Pod pod, String container) {
  /** The container of a member's pod, by the chart. */
  public static final String ETCD = "etcd";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * What a program that has ended left.
   *
   * @param exitCode of the program
   * @param output what it printed to standard output
   * @param errors what it printed to standard error
   */
  public record Result(int exitCode, String output, String errors) {}

  /**
   * Runs a program to its end, at most 30 s.
   *
   * @param words the program and its arguments
   * @throws OpsException if it could not be run or did not end
   */
  public Result run(List<String> words) {
    var output = new ByteArrayOutputStream();
    var errors = new ByteArrayOutputStream();
    var name = pod.getMetadata().getName();
    try (var running =
        client
            .pods()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(name)
            .inContainer(container)
            .writingOutput(output)
            .writingError(errors)
            .exec(words.toArray(String[]::new))) {
      var code = running.exitCode().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return new Result(code, text(output), text(errors));
    } catch (ExecutionException failed) {
      throw unanswered(words, name, failed.getMessage());
    } catch (TimeoutException late) {
      throw unanswered(words, name, "not within " + PATIENCE.toSeconds() + " s");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unanswered(words, name, "interrupted");
    }
  }

  private static OpsException unanswered(List<String> words, String pod, String why) {
    return OpsException.unreadable(
        "%s in pod %s did not answer: %s".formatted(words.get(0), pod, why));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
