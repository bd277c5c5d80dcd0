package io.nightjar.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.nightjar.NightjarApplication;
import java.net.http.HttpClient;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

/** The JDK reads the setting when it builds its first client: whoever built one elsewhere would keep connections for long. */
class HttpClientsTest {

  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("io.nightjar");

  @Test
  void all_clients_are_built_in_one_place() {
    assertThat(CLASSES.stream()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(call -> call.getTargetOwner().isEquivalentTo(HttpClient.class)
                && call.getTarget().getName().startsWith("new"))
            .map(JavaAccess::getOriginOwner)
            .map(owner -> owner.getName())
            .distinct())
        .containsExactly(HttpClients.class.getName());
  }

  @Test
  void it_is_set_before_that_and_first_of_all() {
    HttpClients.keepConnectionsShortly();

    assertThat(System.getProperty("jdk.httpclient.keepalive.timeout")).isEqualTo("15");
    assertThat(CLASSES
            .get(NightjarApplication.class)
            .getMethod("main", String[].class)
            .getMethodCallsFromSelf()
            .stream()
            .min(Comparator.comparing(JavaAccess::getLineNumber))
            .orElseThrow()
            .getTarget()
            .getName())
        .isEqualTo("keepConnectionsShortly");
  }
}
