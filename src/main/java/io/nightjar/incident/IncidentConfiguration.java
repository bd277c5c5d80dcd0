package io.nightjar.incident;

import io.nightjar.config.Problems;
import io.nightjar.config.Settings;
import io.nightjar.config.SettingsSection;
import io.nightjar.incident.mute.MuteProperties;
import io.nightjar.incident.mute.MuteValidator;
import io.nightjar.job.JobCatalogue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the settings of the room. */
@Configuration(proxyBeanMethods = false)
class IncidentConfiguration {

  @Bean
  static SettingsSection<FollowUpProperties> followUpSection() {
    return SettingsSection.of(
        "nightjar.alert", FollowUpProperties.class, FollowUpProperties::check);
  }

  @Bean
  FollowUpProperties followUpSettings(Settings settings) {
    return settings.get(FollowUpProperties.class);
  }

  @Bean
  static SettingsSection<MuteProperties> muteSection() {
    return new SettingsSection<>() {
      @Override
      public String prefix() {
        return "nightjar";
      }

      @Override
      public Class<MuteProperties> type() {
        return MuteProperties.class;
      }

      @Override
      public void validate(MuteProperties value, Problems problems) {
        MuteValidator.check(value, problems);
      }

      @Override
      public void validate(MuteProperties value, Settings settings, Problems problems) {
        MuteValidator.checkJobs(value, settings.get(JobCatalogue.class), problems);
      }
    };
  }
}
