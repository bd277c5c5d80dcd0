package io.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files in {@code config/ecs} are what people deploy: Nightjar starts with exactly the variables that they set. */
@ExtendWith(OutputCaptureExtension.class)
class EcsConfigurationTest {

  private static final Path FILES = Path.of("config", "ecs");
  private static final String WEB_ADDRESS = "http://127.0.0.1:9/some-key";

  private static JsonNode read(String file) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(FILES.resolve(file)));
  }

  private static JsonNode container(String role) throws IOException {
    JsonNode containers = read(role + "-task.json").path("containerDefinitions");
    assertThat(containers.size()).isEqualTo(1);
    return containers.get(0);
  }

  /** As the container sees them, with secrets of the test and a database in memory. */
  private static Map<String, Object> variables(String role) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    container(role)
        .path("environment")
        .forEach(it -> all.put(it.path("name").asString(), it.path("value").asString()));
    container(role)
        .path("secrets")
        .forEach(it -> all.put(it.path("name").asString(), "{sha256}" + "0".repeat(64)));
    all.replace("NIGHTJAR_DEADMAN_URL", WEB_ADDRESS);
    assertThat(all.remove("SPRING_CONFIG_IMPORT")).isEqualTo("file:/app/config/jobs.yml");
    assertThat(all.get("SPRING_DATASOURCE_URL").toString()).startsWith("jdbc:postgresql://");
    all.put("SPRING_DATASOURCE_URL", Databases.H2.createEmpty().url());
    all.put("SPRING_DATASOURCE_USERNAME", "sa");
    all.put("SPRING_DATASOURCE_PASSWORD", "");
    all.put("SERVER_PORT", "0");
    return all;
  }

  private static ConfigurableApplicationContext start(Map<String, Object> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    environment
        .getPropertySources()
        .replace(name, new SystemEnvironmentPropertySource(name, variables));
    return new SpringApplicationBuilder(NightjarApplication.class)
        .environment(environment)
        .run("--spring.main.banner-mode=off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scheduler", "watchdog"})
  void nightjar_starts_with_the_variables_of_the_task_and_knows_each(
      String role, CapturedOutput output) throws IOException {
    Map<String, Object> variables = variables(role);
    assertThat(variables.keySet())
        .allMatch(it -> it.matches("(NIGHTJAR|SPRING|SERVER)_[A-Z0-9_]+"));
    try (ConfigurableApplicationContext context = start(variables)) {
      assertThat(context.getBean(Roles.class))
          .isEqualTo(new Roles(role.equals("scheduler"), role.equals("watchdog")));
    }
    assertThat(output).doesNotContain("The environment variable");
  }

  @Test
  void a_variable_that_nightjar_does_not_know_would_be_seen(CapturedOutput output)
      throws IOException {
    Map<String, Object> variables = variables("scheduler");
    variables.put("NIGHTJAR_SLACK_CHANEL", "x");
    start(variables).close();

    assertThat(output)
        .contains("The environment variable NIGHTJAR_SLACK_CHANEL is not a setting of Nightjar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scheduler", "watchdog"})
  void the_task_stops_slowly_reaps_what_is_left_and_hides_its_secrets(String role)
      throws IOException {
    JsonNode container = container(role);

    assertThat(container.path("stopTimeout").asInt()).isEqualTo(120);
    assertThat(container.path("linuxParameters").path("initProcessEnabled").asBoolean())
        .isTrue();
    assertThat(container.path("logConfiguration").path("logDriver").asString())
        .isEqualTo("awslogs");
    assertThat(container
            .path("secrets")
            .valueStream()
            .map(it -> it.path("valueFrom").asString()))
        .hasSizeGreaterThan(2)
        .allMatch(it -> it.matches("arn:aws:(secretsmanager|ssm):.+"));
    assertThat(container
            .path("environment")
            .valueStream()
            .map(it -> it.path("name").asString()))
        .noneMatch(it -> it.matches(".*(PASSWORD|TOKEN|HASH|DEADMAN_URL|SECRET)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scheduler", "watchdog"})
  void the_service_runs_its_task_and_never_leaves_a_gap(String role) throws IOException {
    JsonNode service = read(role + "-service.json");
    JsonNode deployment = service.path("deploymentConfiguration");

    assertThat(service.path("taskDefinition").asString())
        .isEqualTo(read(role + "-task.json").path("family").asString());
    assertThat(service.path("desiredCount").asInt()).isEqualTo(role.equals("watchdog") ? 2 : 1);
    assertThat(List.of(
            deployment.path("minimumHealthyPercent").asInt(),
            deployment.path("maximumPercent").asInt()))
        .containsExactly(100, 200);
  }
}
