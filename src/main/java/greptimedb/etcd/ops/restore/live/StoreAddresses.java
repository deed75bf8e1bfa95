package greptimedb.etcd.ops.restore.live;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The etcd endpoints in the configuration that the operator writes for Metasrv. */
final class StoreAddresses {
  /** A key of the top table of a TOML file: a list of texts, or one text with commas. */
  private static final Pattern KEY =
      Pattern.compile("(?m)^\\s*store_addrs?\\s*=\\s*(\\[[^\\]]*]|.*$)");

  private static final Pattern TEXT = Pattern.compile("[\"']([^\"']+)[\"']");

  private StoreAddresses() {}

  /** Of a ConfigMap's data; none where no file names any. */
  static List<String> of(Map<String, String> data) {
    return data.values().stream()
        .flatMap(text -> KEY.matcher(text).results())
        .flatMap(key -> TEXT.matcher(key.group(1)).results())
        .map((MatchResult text) -> text.group(1))
        .flatMap(text -> List.of(text.split(",", -1)).stream())
        .map(String::strip)
        .toList();
  }
}
