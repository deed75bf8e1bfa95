package greptimedb.etcd.component;

import com.pulumi.Context;
import com.pulumi.resources.Resource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells the one who waits where to look. The provider waits for a release without a word about its
 * pods, and when its time is up says only that, so the program names the command that knows more.
 */
public final class WaitingNotice {
  /** Longer than an install takes, and well before the release's timeout. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private WaitingNotice() {}

  /** Logs the notice once if the resource is still being made after {@link #PATIENCE}. */
  public static void about(Resource release, Context context) {
    var made = new CompletableFuture<String>();
    release.urn().applyValue(made::complete);
    unlessWithin(PATIENCE, made, context.stackName(), context.log()::info);
  }

  /** Complete when the resource is made or the notice is logged. */
  static CompletionStage<String> unlessWithin(
      Duration patience, CompletableFuture<String> made, String stack, Consumer<String> log) {
    return made.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            late -> {
              var notice =
                  "not ready after %d s; './ops explain --stack %s' says which pods it waits for and why"
                      .formatted(patience.toSeconds(), stack);
              log.accept(notice);
              return notice;
            });
  }
}
