package greptimedb.etcd.reliability;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test that shows what happens in one of the scenarios in which data could be lost or a
 * person misled. The table in {@code docs/reliability.md} is generated from these marks and from
 * the tests' results; what a test publishes under the key {@code seen} (see {@link
 * org.junit.jupiter.api.TestReporter}) is printed beside it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface LossScenario {
  /** The scenario's number, 1 to 24. */
  int number();

  /** What happens, in one plain sentence without a full stop. */
  String text();
}
