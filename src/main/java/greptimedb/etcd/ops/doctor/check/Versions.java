package greptimedb.etcd.ops.doctor.check;

import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.Optional;

/** The versions of what the program runs with. */
public final class Versions {
  /** What the sources are compiled for. */
  static final int JAVA_AT_LEAST = 17;

  /** The same as tools/lib/pulumi.sh has. */
  static final String PULUMI_AT_LEAST = "3.250.0";

  /** What the etcd chart 11 needs. */
  static final String KUBERNETES_AT_LEAST = "1.23.0";

  private Versions() {}

  /** The Java that runs this, which is the one that runs the program as well. */
  public static Judgement java(Runtime.Version version) {
    return version.feature() < JAVA_AT_LEAST
        ? Judgement.failed(
            "%s, expected %d or newer".formatted(version, JAVA_AT_LEAST),
            "put a JDK %d or newer first on PATH".formatted(JAVA_AT_LEAST))
        : Judgement.fine(version.toString());
  }

  /**
   * The Pulumi command line.
   *
   * @param printed by {@code pulumi version}
   */
  public static Judgement pulumi(String printed) {
    var remedy = "install %s or newer, or run make tools".formatted(PULUMI_AT_LEAST);
    return atLeast(printed, PULUMI_AT_LEAST, remedy);
  }

  /**
   * The API server.
   *
   * @param version as {@code /version} has it
   */
  public static Judgement kubernetes(String version) {
    return atLeast(version, KUBERNETES_AT_LEAST, "upgrade the cluster: the etcd chart needs it");
  }

  /**
   * The provider plugin.
   *
   * @param pinned the version that the program asks for
   * @param installed all that Pulumi finds
   */
  public static Judgement plugin(String pinned, List<String> installed) {
    if (installed.contains(pinned)) {
      return Judgement.fine("kubernetes " + pinned);
    }
    return Judgement.failed(
        "kubernetes %s is not installed%s"
            .formatted(pinned, installed.isEmpty() ? "" : ", only " + String.join(", ", installed)),
        "run make tools, or pulumi plugin install resource kubernetes " + pinned);
  }

  private static Judgement atLeast(String printed, String least, String remedy) {
    var version = parsed(printed);
    if (version.isEmpty()) {
      return Judgement.warning(
          "%s is no version that can be compared with %s".formatted(printed, least), remedy);
    }
    return version.get().compareTo(Version.parse(least)) < 0
        ? Judgement.failed("%s, expected %s or newer".formatted(printed, least), remedy)
        : Judgement.fine(printed);
  }

  private static Optional<Version> parsed(String printed) {
    try {
      return Optional.of(Version.parse(printed.replaceFirst("^v", "")));
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }
}
