package greptimedb.etcd;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may use whom: config, model, component, App, each what stands before it. */
class LayeringTest {
  private static final String[] SHARED_BY_COMMANDS = {
    "greptimedb.etcd.ops.console..",
    "greptimedb.etcd.ops.cluster..",
    "greptimedb.etcd.ops.job..",
    "greptimedb.etcd.ops.stack.."
  };

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("greptimedb.etcd");
  }

  @Test
  void layersUseThoseBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("config")
        .definedBy("greptimedb.etcd.config..")
        .layer("model")
        .definedBy("greptimedb.etcd.model..")
        .layer("kubernetes")
        .definedBy("greptimedb.etcd.kubernetes..")
        .layer("dashboard")
        .definedBy("greptimedb.etcd.dashboard..")
        .layer("component")
        .definedBy("greptimedb.etcd.component..")
        .layer("program")
        .definedBy("greptimedb.etcd")
        .optionalLayer("ops")
        .definedBy("greptimedb.etcd.ops..")
        .whereLayer("program")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("ops")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("component")
        .mayOnlyBeAccessedByLayers("program")
        .whereLayer("kubernetes")
        .mayOnlyBeAccessedByLayers("component")
        .whereLayer("dashboard")
        .mayOnlyBeAccessedByLayers("program", "ops")
        .whereLayer("model")
        .mayOnlyBeAccessedByLayers("kubernetes", "dashboard", "component", "program", "ops")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers("model", "dashboard", "component", "program", "ops")
        .check(classes);
  }

  @Test
  void configurationAndModelArePure() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "greptimedb.etcd.config..", "greptimedb.etcd.model..", "greptimedb.etcd.dashboard..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.pulumi..", "pulumirpc..", "io.grpc..", "io.fabric8..")
        .check(classes);
  }

  @Test
  void nothingGoesRound() {
    slices().matching("greptimedb.etcd.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void partsOfOperationsDoNotGoRound() {
    slices().matching("greptimedb.etcd.ops.(*)..").should().beFreeOfCycles().check(classes);
  }

  /** So that a command can be added or taken away by itself. */
  @Test
  void sharedPartsOfOperationsKnowNoCommand() {
    noClasses()
        .that()
        .resideInAnyPackage(SHARED_BY_COMMANDS)
        .should()
        .dependOnClassesThat(
            resideInAPackage("greptimedb.etcd.ops..")
                .and(resideOutsideOfPackages(SHARED_BY_COMMANDS)))
        .check(classes);
  }

  @Test
  void nothingUsesTheEntryPointOfOperations() {
    noClasses()
        .that()
        .resideInAPackage("greptimedb.etcd.ops.*..")
        .should()
        .dependOnClassesThat(resideInAPackage("greptimedb.etcd.ops"))
        .check(classes);
  }

  /** These libraries are not in the program's jar. */
  @Test
  void onlyOperationsUseTheirLibraries() {
    noClasses()
        .that()
        .resideOutsideOfPackage("greptimedb.etcd.ops..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.fabric8..",
                "picocli..",
                "io.vertx..",
                "org.snakeyaml..",
                "org.yaml..",
                "com.marcnuri..",
                "com.sun.jna..",
                "com.github.difflib..",
                "com.fasterxml.jackson.dataformat.."))
        .check(classes);
  }

  /** And the engine's SDK is not in the operations' jar. */
  @Test
  void operationsDoWithoutTheEngine() {
    noClasses()
        .that()
        .resideInAPackage("greptimedb.etcd.ops..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.pulumi..", "pulumirpc..", "com.google..")
        .allowEmptyShould(true)
        .check(classes);
  }
}
