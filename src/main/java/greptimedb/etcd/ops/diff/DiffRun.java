package greptimedb.etcd.ops.diff;

import greptimedb.etcd.dashboard.DashboardCache;
import greptimedb.etcd.dashboard.DashboardLoader;
import greptimedb.etcd.ops.cluster.ApiReader;
import greptimedb.etcd.ops.cluster.ClusterOptions;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.diff.compare.Comparison;
import greptimedb.etcd.ops.diff.compare.Secrets;
import greptimedb.etcd.ops.diff.read.ChartRenderer;
import greptimedb.etcd.ops.diff.read.ClusterAnswer;
import greptimedb.etcd.ops.diff.read.ConfiguredStack;
import greptimedb.etcd.ops.diff.read.DeployedSide;
import greptimedb.etcd.ops.diff.read.EarlierFile;
import greptimedb.etcd.ops.diff.read.LiveGreptime;
import greptimedb.etcd.ops.diff.read.Side;
import greptimedb.etcd.ops.diff.read.StateReader;
import greptimedb.etcd.ops.diff.read.WantedSide;
import greptimedb.etcd.ops.diff.report.Report;
import greptimedb.etcd.ops.stack.DeployedState;
import greptimedb.etcd.ops.stack.Project;
import greptimedb.etcd.ops.stack.Pulumi;
import greptimedb.etcd.ops.stack.StackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One comparison. What takes time (Helm's library, the Kubernetes client, the state) begins at once
 * and side by side.
 */
final class DiffRun {
  /** Compared with what is there, and not with a revision. */
  static final String DEPLOYED = "deployed";

  private final Project project;
  private final String stack;
  private final Path file;
  private final ClusterOptions access;
  private final Pulumi pulumi;
  private final ChartRenderer renderer;
  private final WantedSide sides;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            var thread = new Thread(work, "diff");
            thread.setDaemon(true);
            return thread;
          });

  DiffRun(Project project, String stack, Path file, ClusterOptions access) {
    this.project = project;
    this.stack = stack;
    this.file = file;
    this.access = access;
    this.pulumi = new Pulumi(project.folder(), stack);
    this.renderer = new ChartRenderer(project.folder());
    this.sides =
        new WantedSide(
            renderer, new DashboardLoader(DashboardCache.ofUser(System.getenv())), Instant.now());
  }

  Report against(String what) {
    var library = begin(this::library);
    try {
      return what.equals(DEPLOYED) ? deployed(library) : revision(what, library);
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof OpsException known ? known : failed;
    } finally {
      threads.shutdownNow();
    }
  }

  private Report deployed(CompletableFuture<Boolean> library) {
    var api = begin(access::reader);
    var reader = new StateReader(project, stack, pulumi);
    var state = begin(reader::state);
    var wanted = begin(this::configured);
    var answer = begin(() -> answer(api.join(), state.join(), wanted));
    var after = begin(() -> wanted(library.join(), wanted.join(), state.join(), answer));
    var before =
        new DeployedSide(renderer, answer.join(), wanted.join().secretValues())
            .of(state.join(), reader::withSecrets);
    return report("what is deployed", before, after.join(), List.of());
  }

  private ClusterAnswer answer(
      ApiReader api, DeployedState state, CompletableFuture<ConfiguredStack> wanted) {
    try (api) {
      return ClusterAnswer.of(
          api, state.releases(), () -> wanted.join().configuration().greptimedb());
    }
  }

  /** Waits for the cluster only where the GreptimeDBCluster decides what is wanted. */
  private Side wanted(
      boolean library,
      ConfiguredStack wanted,
      DeployedState state,
      CompletableFuture<ClusterAnswer> answer) {
    if (!library) {
      throw new IllegalStateException("Helm's library is not loaded");
    }
    return sides.of(
        wanted,
        state,
        wanted
            .configuration()
            .greptimedb()
            .map(block -> LiveGreptime.of(answer.join(), state))
            .orElse(LiveGreptime.UNKNOWN));
  }

  private Report revision(String revision, CompletableFuture<Boolean> library) {
    var nothing = new DeployedState(List.of(), Map.of());
    var wanted = configured();
    var earlier = EarlierFile.text(file, revision).map(text -> configured(text, revision));
    library.join();
    var after = sides.of(wanted, nothing, LiveGreptime.UNKNOWN);
    var before =
        earlier
            .map(old -> sides.of(old, nothing, LiveGreptime.UNKNOWN))
            .orElse(new Side(List.of(), Secrets.none(), List.of(), List.of()));
    var notes = new ArrayList<String>();
    notes.add("two stack files are compared; neither the cluster nor the state was asked");
    if (earlier.isEmpty()) {
      notes.add("revision %s has no %s".formatted(revision, file.getFileName()));
    }
    return report("revision " + revision, before, after, notes);
  }

  private ConfiguredStack configured() {
    return ConfiguredStack.of(StackFile.read(file), file.toAbsolutePath(), pulumi);
  }

  private ConfiguredStack configured(String text, String revision) {
    var parsed = StackFile.parse(text, "%s of %s".formatted(file.getFileName(), revision));
    try {
      // For Pulumi, which decrypts with the salt in the file that it is given.
      var copy = Files.createTempFile("Pulumi", ".yaml");
      try {
        Files.writeString(copy, text);
        return ConfiguredStack.of(parsed, copy, pulumi);
      } finally {
        Files.delete(copy);
      }
    } catch (IOException unwritable) {
      throw OpsException.unreadable("no temporary file can be written", unwritable);
    }
  }

  private Report report(String against, Side before, Side after, List<String> notes) {
    var secrets = before.secrets().and(after.secrets());
    return Report.of(
        stack,
        against,
        Stream.of(notes, before.notes(), after.notes())
            .flatMap(List::stream)
            .map(secrets::masked)
            .toList(),
        after.refusals().stream().map(secrets::masked).toList(),
        new Comparison(secrets).of(before.objects(), after.objects()));
  }

  private boolean library() {
    renderer.load();
    return true;
  }

  private <T> CompletableFuture<T> begin(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, threads);
  }
}
