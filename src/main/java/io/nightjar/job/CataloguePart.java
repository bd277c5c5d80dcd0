package io.nightjar.job;

import io.nightjar.config.ConfigurationPart;
import io.nightjar.config.KeyNames;
import io.nightjar.config.NightjarProperties;
import io.nightjar.config.PartReader;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.annotation.Order;

/** Reads all jobs under {@code nightjar.jobs}, and adds those that are Nightjar's own. */
@Order(0)
final class CataloguePart implements ConfigurationPart {

  private static final ConfigurationPropertyName JOBS = KeyNames.of("nightjar.jobs");

  private final List<TargetType> types;

  CataloguePart(List<TargetType> types) {
    this.types = types;
  }

  @Override
  public void read(PartReader reader) {
    JobDefaults defaults = reader.find(JobDefaults.class);
    NightjarProperties general = reader.find(NightjarProperties.class);
    JobFactory jobs = new JobFactory(
        reader,
        types,
        defaults != null && defaults.isSound() ? defaults : JobDefaults.BUILT_IN,
        general);
    JobCatalogue catalogue = new CatalogueLoader(reader, jobs).read(JOBS);
    refuse(
        reader,
        catalogue,
        JobCatalogue.DIGEST,
        "is the name of Nightjar's own digest",
        "give the job another name; the digest is configured by nightjar.digest");
    refuse(
        reader,
        catalogue,
        JobCatalogue.CANARY,
        "is the name of one of Nightjar's own jobs",
        "give the job another name; nightjar.canary.enabled switches Nightjar's job of this name on or off");
    ZoneId zone = general == null ? ZoneOffset.UTC : general.timeZone();
    reader.provide(JobCatalogue.class, withOwn(catalogue, zone, reader));
  }

  private static void refuse(
      PartReader reader, JobCatalogue catalogue, String name, String problem, String remedy) {
    if (catalogue.find(name).isPresent()) {
      reader.problems().add(JOBS.append(name), problem, remedy);
    }
  }

  private static JobCatalogue withOwn(JobCatalogue catalogue, ZoneId zone, PartReader reader) {
    JobCatalogue all = catalogue;
    DigestProperties digest = reader.find(DigestProperties.class);
    if (digest != null && !reader.problems().touch(KeyNames.of("nightjar.digest"))) {
      all = with(digest.job(zone), all);
    }
    CanaryProperties canary = reader.find(CanaryProperties.class);
    return canary == null ? all : with(canary.job(zone), all);
  }

  private static JobCatalogue with(Optional<Job> own, JobCatalogue catalogue) {
    return own.filter(job -> catalogue.find(job.name()).isEmpty())
        .map(catalogue::with)
        .orElse(catalogue);
  }
}
