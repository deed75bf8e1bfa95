package greptimedb.etcd.component;

import com.pulumi.Context;
import com.pulumi.resources.Resource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells the one who waits where to look. The provider waits for a release without a word about its
 * pods, and when its time is up says only that, so the program names the command that knows more.
 */
public final class WaitingNotice {
  /** Longer than an install takes, and well before the release's timeout. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private WaitingNotice() {}

  /** Logs the notice once if the resource is still being made after {@link #PATIENCE}. */
  public static void about(Resource release, Context context) {
    var made = new CompletableFuture<String>();
    release.urn().applyValue(made::complete);
    unlessWithin(PATIENCE, made, context.stackName(), context.log()::info);
  }

  static void unlessWithin(
      Duration patience, CompletableFuture<?> made, String stack, Consumer<String> log) {
    made.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            late -> {
              log.accept(
                  "not ready after %d s; './ops explain --stack %s' says which pods it waits for and why"
                      .formatted(patience.toSeconds(), stack));
              return null;
            });
  }
}
