package greptimedb.etcd.reliability;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Records how the tests that show a scenario ended; JUnit finds it as a service. */
public final class ScenarioRecorder implements TestExecutionListener {
  private static final String SEEN = "seen";

  private final Map<String, List<String>> seen = new ConcurrentHashMap<>();

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    var text = entry.getKeyValuePairs().get(SEEN);
    if (text != null) {
      seen.computeIfAbsent(test.getUniqueId(), id -> new CopyOnWriteArrayList<>()).add(text);
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest()
        && test.getSource().orElse(null) instanceof MethodSource source
        && AnnotationSupport.isAnnotated(source.getJavaMethod(), LossScenario.class)) {
      new RecordedScenario(
              source.getJavaClass().getSimpleName() + "." + source.getMethodName(),
              result.getStatus() == TestExecutionResult.Status.SUCCESSFUL ? "passed" : "failed",
              seen.getOrDefault(test.getUniqueId(), List.of()))
          .save();
    }
  }
}
