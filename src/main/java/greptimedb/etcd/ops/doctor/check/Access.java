package greptimedb.etcd.ops.doctor.check;

import java.util.Optional;

/** Whether the cluster can be reached, and which one it is. */
public final class Access {
  private Access() {}

  /**
   * The kubeconfig's context.
   *
   * @param context its name; empty if there is none
   * @param server address of the API server
   * @param inPod whether a pod's service account stands in for a kubeconfig
   */
  public static Judgement context(Optional<String> context, String server, boolean inPod) {
    if (context.isPresent()) {
      return Judgement.fine("%s, %s".formatted(context.get(), server));
    }
    return inPod
        ? Judgement.fine("the pod's service account, " + server)
        : Judgement.failed(
            "the kubeconfig has no such context, or no current one",
            "kubectl config get-contexts lists them; kubectl config use-context NAME, or --context"
                + " NAME here");
  }

  /**
   * The API server.
   *
   * @param version as it tells it; empty if it told none
   * @param trouble why it told none
   */
  public static Judgement server(Optional<String> version, String trouble) {
    return version
        .map(Versions::kubernetes)
        .orElseGet(
            () ->
                Judgement.failed(
                    "does not answer: " + trouble,
                    "look at the context, the network and the credentials: kubectl get --raw"
                        + " /version"));
  }
}
