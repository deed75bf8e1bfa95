package greptimedb.etcd.ops.repair;

import java.util.List;
import java.util.function.Consumer;

/**
 * A finding and what repairs it.
 *
 * @param action does it and tells its sink what it did, one line each
 */
record Step(Finding finding, Consumer<Consumer<String>> action) {
  static Step of(Finding finding, Consumer<Consumer<String>> action) {
    return new Step(finding, action);
  }

  /** A finding about which nothing is done. */
  static Step none(Finding finding) {
    return new Step(finding, told -> {});
  }

  static boolean any(List<Step> steps, Finding.Kind kind) {
    return steps.stream().anyMatch(step -> step.finding().kind() == kind);
  }
}
