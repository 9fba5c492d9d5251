package dev.classify.dist;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.classify.store.Statements;
import java.sql.ResultSet;
import java.sql.Statement;

@AnalyzeClasses(packages = "dev.classify", importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesTest {

  private static final String[] CORE = {
    "dev.classify.access..",
    "dev.classify.api..",
    "dev.classify.attributes..",
    "dev.classify.budget..",
    "dev.classify.estimate..",
    "dev.classify.evaluate..",
    "dev.classify.exit..",
    "dev.classify.identity..",
    "dev.classify.indicator..",
    "dev.classify.input..",
    "dev.classify.llm..",
    "dev.classify.logs..",
    "dev.classify.metrics..",
    "dev.classify.outcome..",
    "dev.classify.model..",
    "dev.classify.resource..",
    "dev.classify.parquet..",
    "dev.classify.review..",
    "dev.classify.rules..",
    "dev.classify.settings..",
    "dev.classify.taxonomy..",
    "dev.classify.terminal..",
    "dev.classify.text..",
    "dev.classify.time..",
    "dev.classify.units.."
  };

  @ArchTest
  static final ArchRule coreDependsOnNoOtherModule =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.classify.store..",
              "dev.classify.projector..",
              "dev.classify.web..",
              "dev.classify.service..",
              "dev.classify.local..",
              "dev.classify.cli..",
              "dev.classify.simulator..");

  @ArchTest
  static final ArchRule coreDoesNoInputOrOutput =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          // A secret may stand in a file, and workbooks and Parquet are read from files.
          .and()
          .resideOutsideOfPackages("dev.classify.settings", "dev.classify.input")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "java.nio.file..", "java.net.http..");

  @ArchTest
  static final ArchRule storeDependsOnlyOnCore =
      noClasses()
          .that()
          .resideInAPackage("dev.classify.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.classify.projector..",
              "dev.classify.web..",
              "dev.classify.service..",
              "dev.classify.local..",
              "dev.classify.cli..");

  @ArchTest
  static final ArchRule projectorDependsOnlyOnCoreAndStore =
      noClasses()
          .that()
          .resideInAPackage("dev.classify.projector..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.classify.web..",
              "dev.classify.service..",
              "dev.classify.local..",
              "dev.classify.cli..");

  @ArchTest
  static final ArchRule webDependsOnlyOnCoreAndStore =
      noClasses()
          .that()
          .resideInAPackage("dev.classify.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.classify.projector..",
              "dev.classify.service..",
              "dev.classify.local..",
              "dev.classify.cli..");

  @ArchTest
  static final ArchRule workerDependsOnNeitherCommandLineNorStack =
      noClasses()
          .that()
          .resideInAPackage("dev.classify.service..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.classify.projector..", "dev.classify.local..", "dev.classify.cli..");

  @ArchTest
  static final ArchRule commandLineNeverImportsTheWorker =
      noClasses()
          .that()
          .resideInAnyPackage("dev.classify.cli..", "dev.classify.local..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.classify.service..", "dev.classify.web..");

  @ArchTest
  static final ArchRule simulatorDependsOnlyOnCore =
      noClasses()
          .that()
          .resideInAPackage("dev.classify.simulator..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.classify.store..",
              "dev.classify.projector..",
              "dev.classify.web..",
              "dev.classify.service..",
              "dev.classify.local..",
              "dev.classify.cli..");

  @ArchTest
  static final ArchRule noProgramImportsTheSimulator =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.classify.simulator..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.classify.simulator..");

  /// Others may ask for a connection, to see whether the database is reachable. The engine of the
  /// projections decides which statements of the store make one transaction.
  @ArchTest
  static final ArchRule onlyTheStoreUsesSql =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.classify.store..", "dev.classify.projector.engine..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.jdbi..")
                  .or(assignableTo(Statement.class))
                  .or(equivalentTo(ResultSet.class))
                  .or(equivalentTo(Statements.class)));

  @ArchTest
  static final ArchRule packagesOfCoreHaveNoCycles =
      slices().matching("dev.classify.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfTheCommandLineHaveNoCycles =
      slices().matching("dev.classify.(cli.*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfTheWebHaveNoCycles =
      slices().matching("dev.classify.(web.*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfTheProjectorHaveNoCycles =
      slices().matching("dev.classify.(projector.*)..").should().beFreeOfCycles();
}
