package greptimedb.etcd.ops.restore.live;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What {@code pulumi up} prints when the API server does not answer the provider. */
final class AwayErrors {
  private static final Pattern AWAY =
      Pattern.compile(
          "connection refused|connection reset|cluster is unreachable|unreachable cluster"
              + "|client connection lost|i/o timeout|TLS handshake timeout|\\bEOF\\b|no route to host");

  private AwayErrors() {}

  /** The first error that says so; a run that has one may succeed when it is made again. */
  static Optional<String> first(List<String> errors) {
    return errors.stream().filter(error -> AWAY.matcher(error).find()).findFirst();
  }
}
