package greptimedb.etcd.ops.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import greptimedb.etcd.ops.console.ExitCode;
import greptimedb.etcd.ops.doctor.Examination.Made;
import greptimedb.etcd.ops.doctor.check.Verdict;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/**
 * What the checks said, for people and for programs.
 *
 * @param stack it is about
 * @param made all checks in their order
 */
record Report(String stack, List<Made> made) {

  /**
   * One check.
   *
   * @param width of the longest name
   * @param ansi whether there are colours
   */
  static String line(Made made, int width, Ansi ansi) {
    var judgement = made.judgement();
    var verdict = judgement.verdict();
    var mark = ansi.string("@|%s %s|@".formatted(verdict.colour(), verdict.mark()));
    var remedy = judgement.remedy().isEmpty() ? "" : " -> " + judgement.remedy();
    return "  %s %s%s  %s%s"
        .formatted(
            mark, made.name(), " ".repeat(width - made.name().length()), judgement.found(), remedy);
  }

  /** The last line: how many came out how. */
  String summary() {
    return Arrays.stream(Verdict.values())
        .filter(verdict -> count(verdict) > 0)
        .map(verdict -> "%d %s".formatted(count(verdict), verdict.text()))
        .collect(Collectors.joining(", ", "%d checks: ".formatted(made.size()), "."));
  }

  /** The document of {@code --json}. */
  ObjectNode json() {
    var document = new ObjectMapper().createObjectNode();
    document.put("stack", stack);
    document.put("result", worst().text());
    var checks = document.putArray("checks");
    made.forEach(
        check ->
            checks
                .addObject()
                .put("name", check.name())
                .put("verdict", check.judgement().verdict().text())
                .put("found", check.judgement().found())
                .put("remedy", check.judgement().remedy()));
    return document;
  }

  /** What the command ends with. */
  int exitCode() {
    return switch (worst()) {
      case FINE, WARNING -> ExitCode.FINE;
      case UNASKED -> ExitCode.UNREADABLE;
      case FAILED -> ExitCode.FOUND;
    };
  }

  private Verdict worst() {
    return Collections.max(made.stream().map(check -> check.judgement().verdict()).toList());
  }

  private long count(Verdict verdict) {
    return made.stream().filter(check -> check.judgement().verdict() == verdict).count();
  }
}
