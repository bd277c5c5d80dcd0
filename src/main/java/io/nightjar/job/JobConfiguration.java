package io.nightjar.job;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** Binds the configuration once for all rooms. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

  @Bean
  static SettingsSection<NightjarSettings> generalSection() {
    return SettingsSection.of("nightjar", NightjarSettings.class, NightjarSettings::check);
  }

  @Bean
  static SettingsSection<Roles.Switches> rolesSection() {
    return SettingsSection.of("nightjar", Roles.Switches.class);
  }

  @Bean
  static SettingsSection<Defaults> defaultsSection() {
    return SettingsSection.of("nightjar.defaults", Defaults.class, Defaults::check);
  }

  @Bean
  static SettingsSection<Digest> digestSection() {
    return SettingsSection.of("nightjar.digest", Digest.class, Digest::check);
  }

  @Bean
  static SettingsSection<Canary> canarySection() {
    return SettingsSection.of("nightjar.canary", Canary.class);
  }

  @Bean
  static ConfigurationBeforeDatabase configurationBeforeDatabase() {
    return new ConfigurationBeforeDatabase();
  }

  @Bean(ConfigurationBeforeDatabase.SETTINGS)
  Settings settings(
      ConfigurableEnvironment environment,
      ObjectProvider<SettingsSection<?>> sections,
      ObjectProvider<WorkKind> kinds) {
    return new ConfigurationReader(environment)
        .read(sections.orderedStream().toList(), kinds.orderedStream().toList());
  }

  @Bean
  NightjarSettings nightjarSettings(Settings settings, @Value("${server.port:8080}") int port) {
    return settings.get(NightjarSettings.class).reachedAt(port);
  }

  @Bean
  Roles roles(Settings settings) {
    return Roles.of(settings.get(Roles.Switches.class));
  }

  @Bean
  JobCatalogue jobCatalogue(Settings settings, Roles roles) {
    JobCatalogue catalogue = settings.catalogue();
    new CatalogueLog(catalogue, roles).write();
    return catalogue;
  }
}
