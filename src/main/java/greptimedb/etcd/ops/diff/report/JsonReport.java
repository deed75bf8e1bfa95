package greptimedb.etcd.ops.diff.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import greptimedb.etcd.ops.diff.compare.ObjectDifference;
import greptimedb.etcd.ops.diff.compare.Summary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report for a program: one JSON object. */
public final class JsonReport {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  /** The text, without a line break at its end. */
  public static String of(Report report) {
    var document = new LinkedHashMap<String, Object>();
    document.put("stack", report.stack());
    document.put("against", report.against());
    document.put("notes", report.notes());
    document.put("summary", summary(report.summary()));
    document.put("differences", report.differences().stream().map(JsonReport::difference).toList());
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, Object> summary(Summary summary) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("restarts", summary.restarts());
    fields.put("scaling", summary.scaling());
    fields.put("immutable", summary.immutable());
    fields.put("refused", summary.refused());
    fields.put("replaced", summary.replaced());
    fields.put("created", summary.created());
    fields.put("changed", summary.changed());
    fields.put("deleted", summary.deleted());
    fields.put("kept", summary.kept());
    fields.put("unchanged", summary.unchanged());
    return fields;
  }

  private static Map<String, Object> difference(ObjectDifference difference) {
    var key = difference.key();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("change", difference.change().name().toLowerCase(Locale.ROOT));
    fields.put("apiVersion", key.apiVersion());
    fields.put("kind", key.kind());
    fields.put("namespace", key.namespace());
    fields.put("name", key.name());
    fields.put("release", difference.release());
    fields.put("immutable", difference.immutable());
    fields.put("restarts", difference.restarts());
    fields.put("lines", List.copyOf(difference.lines()));
    return fields;
  }
}
