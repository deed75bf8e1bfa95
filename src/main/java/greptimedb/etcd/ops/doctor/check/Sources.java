package greptimedb.etcd.ops.doctor.check;

import java.util.Set;

/** Whether the chart and the image can be had. */
public final class Sources {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final Set<Integer> DENIED = Set.of(401, 403);

  private Sources() {}

  /**
   * What a registry or a repository answered.
   *
   * @param status of HTTP; 0 if nothing was answered
   * @param trouble why nothing was; empty text otherwise
   */
  public record Answer(int status, String trouble) {
    /** A status of HTTP. */
    public static Answer of(int status) {
      return new Answer(status, "");
    }

    /** Nothing was answered, because of {@code trouble}. */
    public static Answer none(String trouble) {
      return new Answer(0, trouble);
    }
  }

  /**
   * The chart, which this machine fetches at each change.
   *
   * @param what address and version
   */
  public static Judgement chart(String what, Answer answer) {
    var remedy = "set cluster.chart to a mirror, a folder or a .tgz (docs/air-gap.md)";
    return switch (answer.status()) {
      case OK -> Judgement.fine(what);
      case NOT_FOUND -> Judgement.failed(what + " is not there", remedy);
      default -> other(what, answer, Judgement.failed(what + ": " + trouble(answer), remedy));
    };
  }

  /**
   * The image, which the nodes fetch: that this machine gets no answer proves nothing.
   *
   * @param what reference of the image
   */
  public static Judgement image(String what, Answer answer) {
    return switch (answer.status()) {
      case OK -> Judgement.fine(what);
      case NOT_FOUND ->
          Judgement.failed(
              what + " is not there", "set cluster.image to one that is (docs/air-gap.md)");
      default ->
          other(
              what,
              answer,
              Judgement.warning(
                  "%s: %s; only the nodes have to reach it".formatted(what, trouble(answer)),
                  "if they cannot, set cluster.image to a mirror (docs/air-gap.md)"));
    };
  }

  /**
   * A chart on this machine.
   *
   * @param path as it was looked for
   * @param there whether it is a folder with a Chart.yaml, or a file
   */
  public static Judgement localChart(String path, boolean there) {
    return there
        ? Judgement.fine(path)
        : Judgement.failed(
            path + " is no chart: neither a folder with a Chart.yaml nor a .tgz",
            "set cluster.chart.reference to one; a relative path begins at the folder of"
                + " Pulumi.yaml");
  }

  private static Judgement other(String what, Answer answer, Judgement otherwise) {
    return DENIED.contains(answer.status())
        ? Judgement.warning(
            "%s: the registry wants credentials (%d), which are not tried here"
                .formatted(what, answer.status()),
            "helm pull, or a pod, shows whether they are right")
        : otherwise;
  }

  private static String trouble(Answer answer) {
    return answer.status() == 0 ? answer.trouble() : "HTTP status " + answer.status();
  }
}
