package greptimedb.etcd.ops.doctor.look;

import greptimedb.etcd.config.Configuration;
import greptimedb.etcd.config.cluster.ChartReference;
import greptimedb.etcd.ops.cluster.Cluster;
import greptimedb.etcd.ops.doctor.check.Judgement;
import greptimedb.etcd.ops.doctor.check.Sources;
import greptimedb.etcd.ops.repair.Finding;
import greptimedb.etcd.ops.repair.Remains;
import greptimedb.etcd.ops.stack.Project;
import greptimedb.etcd.ops.stack.Pulumi;
import greptimedb.etcd.ops.stack.StackState;
import greptimedb.etcd.ops.stack.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks at the stack: its tools, its state, what it fetches. */
public final class StackLook {
  private static final String PLUGIN = "kubernetes";
  private static final String OCI = "oci://";

  private final Project project;
  private final String name;
  private final Pulumi pulumi;
  private final Configuration configuration;
  private final Remains remains;
  private final Once<StackState> state;
  private final Registry registry = new Registry();

  /** Looks at nothing yet. */
  public StackLook(Project project, String name, Pulumi pulumi, Configuration configuration) {
    this.project = project;
    this.name = name;
    this.pulumi = pulumi;
    this.configuration = configuration;
    this.remains = new Remains(project, name, pulumi);
    this.state = new Once<>(remains::state);
  }

  /** The stack's name. */
  public String name() {
    return name;
  }

  /** Its configuration. */
  public Configuration configuration() {
    return configuration;
  }

  /** As {@code pulumi version} prints it. */
  public String pulumiVersion() {
    return pulumi.version();
  }

  /** The installed versions of the provider plugin. */
  public List<String> plugins() {
    return pulumi.plugins(PLUGIN);
  }

  /** The version of it that the program asks for: what its jar tells Pulumi. */
  public static String pinnedPlugin() {
    try (var stream = StackLook.class.getResourceAsStream("/com/pulumi/kubernetes/version.txt")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Whether the chart can be fetched. */
  public Judgement chart() {
    var chart = configuration.cluster().chart();
    if (chart.isLocal()) {
      return localChart(chart);
    }
    if (chart.repository().isPresent()) {
      var repository = chart.repository().get();
      return Sources.chart(
          "%s of %s".formatted(chart.reference(), repository), registry.index(repository));
    }
    var path = chart.reference().substring(OCI.length());
    var slash = path.indexOf('/');
    // Helm writes the version's plus sign, which no tag can have, as an underscore.
    var tag = chart.version().replace('+', '_');
    return Sources.chart(
        "%s %s".formatted(chart.reference(), chart.version()),
        registry.manifest(path.substring(0, slash), path.substring(slash + 1), tag));
  }

  /** The program's working folder is the project's, or the one that Pulumi was called in. */
  private Judgement localChart(ChartReference chart) {
    var there =
        Stream.of(project.folder(), Path.of("").toAbsolutePath())
            .map(folder -> folder.resolve(chart.reference()))
            .anyMatch(path -> Files.isRegularFile(path) || hasChart(path));
    return Sources.localChart(chart.reference(), there);
  }

  private static boolean hasChart(Path folder) {
    return Files.isRegularFile(folder.resolve("Chart.yaml"));
  }

  /** Whether the image is where the nodes will fetch it. */
  public Judgement image() {
    var image = configuration.cluster().image();
    return Sources.image(
        "%s/%s:%s".formatted(image.registry(), image.repository(), image.tag()),
        registry.manifest(image.registry(), image.repository(), image.tag()));
  }

  /** Locks, and providers at work. */
  public List<Finding> locks() {
    return remains.locks();
  }

  /** Helm's releases that are pending. */
  public List<Finding> releases(Cluster cluster) {
    var target = new Target(configuration.cluster().namespace(), configuration.releases());
    return Remains.releases(cluster, target, state.get());
  }

  /** Operations that the state takes for unfinished. */
  public List<Finding> operations() {
    return remains.operations(state.get());
  }
}
