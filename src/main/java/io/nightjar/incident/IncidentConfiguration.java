package io.nightjar.incident;

import io.nightjar.job.JobCatalogue;
import io.nightjar.job.Problems;
import io.nightjar.job.SettingsSection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the settings of the room. */
@Configuration(proxyBeanMethods = false)
class IncidentConfiguration {

  @Bean
  static SettingsSection<MuteSettings> muteSection() {
    return new SettingsSection<>() {
      @Override
      public String prefix() {
        return "nightjar";
      }

      @Override
      public Class<MuteSettings> type() {
        return MuteSettings.class;
      }

      @Override
      public void validate(MuteSettings value, Problems problems) {
        MuteCheck.check(value, problems);
      }

      @Override
      public void validate(MuteSettings value, JobCatalogue catalogue, Problems problems) {
        MuteCheck.checkJobs(value, catalogue, problems);
      }
    };
  }
}
