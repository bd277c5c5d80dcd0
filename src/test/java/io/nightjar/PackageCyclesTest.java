package io.nightjar;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** No two packages need each other, directly or by way of others: each can be read after those that it uses. */
class PackageCyclesTest {

  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("io.nightjar");

  @Test
  void no_packages_need_each_other() {
    SlicesRuleDefinition.slices()
        .matching("io.nightjar.(**)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }
}
