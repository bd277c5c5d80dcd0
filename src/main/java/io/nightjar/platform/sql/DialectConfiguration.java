package io.nightjar.platform.sql;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which database this process uses. */
@Configuration(proxyBeanMethods = false)
class DialectConfiguration {

  @Bean
  Dialect dialect(DataSource database) {
    return Dialect.of(database);
  }
}
