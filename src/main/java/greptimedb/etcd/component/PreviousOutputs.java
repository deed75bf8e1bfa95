package greptimedb.etcd.component;

import com.pulumi.Context;
import com.pulumi.resources.StackReference;
import greptimedb.etcd.config.DeployedStack;

/**
 * The outputs that this stack had before this run: the state as programs see it, without a call to
 * the cluster.
 */
public final class PreviousOutputs {
  private PreviousOutputs() {}

  /** Of the stack that the program runs for. */
  public static DeployedStack of(Context context) {
    var reference =
        new StackReference(
            "%s/%s/%s"
                .formatted(context.organizationName(), context.projectName(), context.stackName()));
    return new DeployedStack(output -> reference.outputDetailsAsync(output).join().getValue());
  }
}
