package io.nightjar.ops;

import io.nightjar.job.NightjarSettings;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;

/** What {@code /actuator/info} says beside the build. */
@Component
class NightjarInfo implements InfoContributor {

  private final NightjarSettings settings;
  private final ThisProcess process;

  NightjarInfo(NightjarSettings settings, ThisProcess process) {
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
