package io.nightjar.job;

import io.nightjar.config.CollectingBinder;
import io.nightjar.config.ConfigurationPart;
import io.nightjar.config.KeyNames;
import io.nightjar.config.NightjarProperties;
import io.nightjar.config.Settings;
import java.time.ZoneId;
import java.util.List;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** All jobs under {@code nightjar.jobs}, and those that Nightjar adds for itself. */
final class CataloguePart implements ConfigurationPart<JobCatalogue> {

  private static final ConfigurationPropertyName JOBS = KeyNames.of("nightjar.jobs");

  private final List<TargetType> kinds;

  CataloguePart(List<TargetType> kinds) {
    this.kinds = kinds;
  }

  @Override
  public Class<JobCatalogue> type() {
    return JobCatalogue.class;
  }

  @Override
  public JobCatalogue read(CollectingBinder binder, Settings settings) {
    JobDefaults defaults = settings.find(JobDefaults.class);
    NightjarProperties general = settings.find(NightjarProperties.class);
    JobFactory jobs = new JobFactory(
        binder,
        kinds,
        defaults != null && defaults.isSound() ? defaults : JobDefaults.BUILT_IN,
        general);
    JobCatalogue catalogue = new CatalogueLoader(binder, jobs).read(JOBS);
    refuse(
        binder,
        catalogue,
        JobCatalogue.DIGEST,
        "is the name of Nightjar's own message of the morning",
        "give the job another name; the message is configured by nightjar.digest");
    refuse(
        binder,
        catalogue,
        JobCatalogue.CANARY,
        "is the name of a job of Nightjar's own",
        "give the job another name; nightjar.canary.enabled says whether there is Nightjar's");
    return catalogue;
  }

  private static void refuse(
      CollectingBinder binder, JobCatalogue catalogue, String name, String problem, String remedy) {
    if (catalogue.find(name).isPresent()) {
      binder.findings().add(JOBS.append(name), problem, remedy);
    }
  }

  @Override
  public JobCatalogue complete(JobCatalogue catalogue, Settings settings) {
    ZoneId zone = settings.get(NightjarProperties.class).timeZone();
    JobCatalogue all = catalogue;
    DigestProperties digest = settings.find(DigestProperties.class);
    if (digest != null) {
      all = digest.job(zone).map(all::with).orElse(all);
    }
    CanaryProperties canary = settings.find(CanaryProperties.class);
    return canary == null ? all : canary.job(zone).map(all::with).orElse(all);
  }
}
