package greptimedb.etcd.ops.diff.read;

import greptimedb.etcd.ops.console.Json;
import greptimedb.etcd.ops.stack.DeployedState;
import greptimedb.etcd.ops.stack.FileBackend;
import greptimedb.etcd.ops.stack.Project;
import greptimedb.etcd.ops.stack.Pulumi;
import java.util.Optional;

/** Reads a stack's state: from the file where there is one, else by Pulumi, which takes longer. */
public final class StateReader {
  private final Project project;
  private final String stack;
  private final Pulumi pulumi;

  /** Reads nothing yet. */
  public StateReader(Project project, String stack, Pulumi pulumi) {
    this.project = project;
    this.stack = stack;
    this.pulumi = pulumi;
  }

  /**
   * The state, its secrets encrypted.
   *
   * @throws greptimedb.etcd.ops.console.OpsException when the backend has no such stack
   */
  public DeployedState state() {
    var file =
        Optional.ofNullable(System.getenv("PULUMI_BACKEND_URL"))
            .flatMap(url -> FileBackend.at(url, project.folder()))
            .flatMap(backend -> backend.state(project.name(), stack));
    return parsed(file.orElseGet(pulumi::exported));
  }

  /** The state, its secrets decrypted. */
  public DeployedState withSecrets() {
    return parsed(pulumi.exportedWithSecrets());
  }

  private static DeployedState parsed(String state) {
    return DeployedState.of(new Json().parse(state, "the state"));
  }
}
