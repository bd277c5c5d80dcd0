package io.nightjar.incident.mute;

import io.nightjar.config.ConfigurationPart;
import io.nightjar.config.KeyNames;
import io.nightjar.config.PartReader;
import io.nightjar.job.JobCatalogue;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Refuses mutes of jobs that are not in the catalogue, which has been read before. */
@Component
@Order(10)
final class MutePart implements ConfigurationPart {

  @Override
  public void read(PartReader reader) {
    MuteProperties mutes = reader.find(MuteProperties.class);
    JobCatalogue catalogue = reader.find(JobCatalogue.class);
    if (mutes != null && catalogue != null) {
      MuteValidator.checkJobs(mutes, catalogue, reader.problems().below(KeyNames.of("nightjar")));
    }
  }
}
