package greptimedb.etcd.ops.status;

import greptimedb.etcd.ops.cluster.ClusterOptions;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.console.LiveScreen;
import greptimedb.etcd.ops.console.OpsException;
import greptimedb.etcd.ops.console.Reason;
import greptimedb.etcd.ops.stack.Pulumi;
import greptimedb.etcd.ops.stack.StackConfiguration;
import greptimedb.etcd.ops.stack.StackOptions;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The tables that an engineer looks at, on one screen. */
@Command(
    name = "status",
    description = {
      "Shows the active release, the pods, etcd's endpoint status, the CronJobs with their last run, and the latest snapshots.",
      "Changes nothing. --watch shows it again and again until Ctrl-C."
    },
    footer = {
      "",
      "Exit codes:",
      "  0  every pod is ready and etcd answered; or a watch was ended by Ctrl-C",
      "  1  a pod is not ready, or etcd did not answer",
      "  2  wrong usage, or something could not be read"
    })
public final class StatusCommand implements Callable<Integer> {
  @Mixin private StackOptions options;
  @Mixin private ClusterOptions access;
  @Spec private CommandSpec spec;

  @Option(
      names = "--watch",
      arity = "0..1",
      fallbackValue = "2",
      paramLabel = "SECONDS",
      description = "Show it again every so many seconds (2).")
  private Integer watch;

  @Override
  public Integer call() {
    if (watch != null && watch < 1) {
      throw new ParameterException(
          spec.commandLine(), "--watch: " + watch + ": expected 1 or more");
    }
    var pulumi = new Pulumi(options.project().folder(), options.stack());
    var configuration = StackConfiguration.of(pulumi.configuration());
    var out = spec.commandLine().getOut();
    try (var client = watch == null ? access.client() : access.impatientClient()) {
      var observer = new StatusObserver(client, configuration);
      if (watch == null) {
        var status = observer.observe();
        Screen.print(out, status, Instant.now());
        out.flush();
        return status.isFine() ? ExitCode.FINE : ExitCode.FOUND;
      }
      return watch(observer, out);
    }
  }

  /** Until Ctrl-C. A cluster that cannot be reached for a while is waited for. */
  private int watch(StatusObserver observer, PrintWriter out) {
    // Ctrl-C is how a watch ends, not how it fails: without this the code would be 130.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(ExitCode.FINE)));
    var screen = LiveScreen.on(out);
    while (true) {
      screen.draw(shown(observer));
      pause();
    }
  }

  private static String shown(StatusObserver observer) {
    var text = new StringWriter();
    try (var lines = new PrintWriter(text)) {
      var status = observer.observe();
      Screen.print(lines, status, Instant.now());
    } catch (KubernetesClientException | OpsException unreachable) {
      return "the cluster cannot be read now: %s\n".formatted(Reason.of(unreachable));
    }
    return text.toString();
  }

  private void pause() {
    try {
      TimeUnit.SECONDS.sleep(watch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw OpsException.unreadable("interrupted");
    }
  }
}
