package io.nightjar.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Bounds how long a connection to PostgreSQL is waited for and listened to. The driver listens for ever by itself: a
 * server that vanishes without a word would hold the watchdog in one read. What is configured is left as it is.
 */
@Component
class DatabasePatience implements BeanPostProcessor {

  private static final String POSTGRESQL = "jdbc:postgresql:";

  /** In seconds, as the driver has them. No statement of Nightjar takes a minute. */
  private static final Map<String, String> DEFAULTS =
      Map.of("connectTimeout", "5", "socketTimeout", "60", "tcpKeepAlive", "true");

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    // A pool that runs already has made its connections.
    if (bean instanceof HikariDataSource pool && !pool.isRunning()) {
      String url = pool.getJdbcUrl();
      if (url != null && url.startsWith(POSTGRESQL)) {
        DEFAULTS.forEach((property, value) -> addUnlessSet(pool, url, property, value));
      }
    }
    return bean;
  }

  private static void addUnlessSet(
      HikariDataSource pool, String url, String property, String value) {
    boolean set = pool.getDataSourceProperties().containsKey(property)
        || url.contains("?" + property + "=")
        || url.contains("&" + property + "=");
    if (!set) {
      pool.addDataSourceProperty(property, value);
    }
  }
}
