package io.nightjar.demo;

import java.io.IOException;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The two deployments of the sync service that the jobs of application-demo.yml call. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoServices {

  private static final int HEE_PORT = 18_101;
  private static final int NIMDTA_PORT = 18_102;
  private static final String TOKEN = "demo";

  @Bean(destroyMethod = "close")
  FakeSyncService hee() throws IOException {
    return new FakeSyncService(HEE_PORT, TOKEN)
        .takes(Duration.ofMillis(1_500))
        .takes("personElasticSearchSyncJob", Duration.ofSeconds(4))
        .takes("revalCurrentPmJob", Duration.ofSeconds(45));
  }

  @Bean(destroyMethod = "close")
  FakeSyncService nimdta() throws IOException {
    return new FakeSyncService(NIMDTA_PORT, TOKEN).takes(Duration.ofMillis(1_500));
  }
}
