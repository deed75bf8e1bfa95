package greptimedb.etcd.ops.diff.report;

import greptimedb.etcd.ops.diff.compare.ObjectDifference;
import greptimedb.etcd.ops.diff.compare.Summary;
import java.util.List;

/**
 * What there is to tell.
 *
 * @param stack its name
 * @param against what it is compared with: {@code what is deployed}, {@code revision main}
 * @param notes where the two sides come from, where that is not as usual; one line each
 * @param summary of all objects
 * @param differences of those that are not as they were
 */
public record Report(
    String stack,
    String against,
    List<String> notes,
    Summary summary,
    List<ObjectDifference> differences) {

  /** Of all objects, with those that are as they were left out. */
  public static Report of(
      String stack,
      String against,
      List<String> notes,
      List<String> refusals,
      List<ObjectDifference> objects) {
    return new Report(
        stack,
        against,
        notes,
        Summary.of(objects, refusals),
        objects.stream().filter(ObjectDifference::isOne).toList());
  }
}
