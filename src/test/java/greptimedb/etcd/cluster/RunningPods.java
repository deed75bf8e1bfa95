package greptimedb.etcd.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test, loudly, where pods cannot run: without root, or with a control plane alone. */
public final class RunningPods implements BeforeAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    var pods = !"no".equals(System.getenv("RUNNING_PODS"));
    if (!pods) {
      System.out.printf(
          "SKIPPED %s: it needs running pods, and here are none%n", context.getDisplayName());
    }
    assumeTrue(pods, "needs running pods");
  }
}
