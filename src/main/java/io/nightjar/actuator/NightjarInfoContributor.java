package io.nightjar.actuator;

import io.nightjar.config.NightjarProperties;
import io.nightjar.instance.InstanceInfo;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;

/** What {@code /actuator/info} says beside the build. */
@Component
class NightjarInfoContributor implements InfoContributor {

  private final NightjarProperties settings;
  private final InstanceInfo process;

  NightjarInfoContributor(NightjarProperties settings, InstanceInfo process) {
    this.settings = settings;
    this.process = process;
  }

  @Override
  public void contribute(Info.Builder info) {
    info.withDetail("environment", settings.environment())
        .withDetail("roles", process.roles())
        .withDetail("version", process.version());
  }
}
