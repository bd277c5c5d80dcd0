package io.nightjar.job;

import io.nightjar.config.ConfigurationCheck;
import io.nightjar.config.NightjarProperties;
import io.nightjar.config.Roles;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.ConfigurableEnvironment;

/** Finds the types that the configuration of all rooms is bound to, and has it read with the jobs at the start. */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan("io.nightjar")
class CatalogueConfiguration {

  @Bean
  static ConfigurationCheck configurationCheck(ConfigurableEnvironment environment) {
    return new ConfigurationCheck(environment);
  }

  @Bean
  static CataloguePart cataloguePart(ListableBeanFactory beans) {
    return new CataloguePart(
        List.copyOf(beans.getBeansOfType(TargetType.class, true, false).values()));
  }

  @Bean
  @Primary
  NightjarProperties reachableNightjar(
      NightjarProperties configured, @Value("${server.port:8080}") int port) {
    return configured.reachedAt(port);
  }

  @Bean(initMethod = "write")
  CatalogueLog catalogueLog(JobCatalogue catalogue, Roles roles) {
    return new CatalogueLog(catalogue, roles);
  }
}
