package io.nightjar.job;

import io.nightjar.config.ConfigurationBeforeDatabase;
import io.nightjar.config.ConfigurationCheck;
import io.nightjar.config.ConfigurationPart;
import io.nightjar.config.NightjarProperties;
import io.nightjar.config.Roles;
import io.nightjar.config.Settings;
import io.nightjar.config.SettingsSection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** Binds the configuration once for all rooms. */
@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {

  @Bean
  static SettingsSection<NightjarProperties> generalSection() {
    return SettingsSection.of("nightjar", NightjarProperties.class, NightjarProperties::check);
  }

  @Bean
  static SettingsSection<Roles.Switches> rolesSection() {
    return SettingsSection.of("nightjar", Roles.Switches.class);
  }

  @Bean
  static SettingsSection<JobDefaults> defaultsSection() {
    return SettingsSection.of("nightjar.defaults", JobDefaults.class, JobDefaults::check);
  }

  @Bean
  static SettingsSection<DigestProperties> digestSection() {
    return SettingsSection.of("nightjar.digest", DigestProperties.class, DigestProperties::check);
  }

  @Bean
  static SettingsSection<CanaryProperties> canarySection() {
    return SettingsSection.of("nightjar.canary", CanaryProperties.class);
  }

  @Bean
  static ConfigurationBeforeDatabase configurationBeforeDatabase() {
    return new ConfigurationBeforeDatabase();
  }

  @Bean
  static CataloguePart cataloguePart(ObjectProvider<TargetType> kinds) {
    return new CataloguePart(kinds.orderedStream().toList());
  }

  @Bean(ConfigurationBeforeDatabase.SETTINGS)
  Settings settings(
      ConfigurableEnvironment environment,
      ObjectProvider<SettingsSection<?>> sections,
      ObjectProvider<ConfigurationPart<?>> parts) {
    return new ConfigurationCheck(environment)
        .read(sections.orderedStream().toList(), parts.orderedStream().toList());
  }

  @Bean
  NightjarProperties nightjarSettings(Settings settings, @Value("${server.port:8080}") int port) {
    return settings.get(NightjarProperties.class).reachedAt(port);
  }

  @Bean
  Roles roles(Settings settings) {
    return Roles.of(settings.get(Roles.Switches.class));
  }

  @Bean
  JobCatalogue jobCatalogue(Settings settings, Roles roles) {
    JobCatalogue catalogue = settings.get(JobCatalogue.class);
    new CatalogueLog(catalogue, roles).write();
    return catalogue;
  }
}
