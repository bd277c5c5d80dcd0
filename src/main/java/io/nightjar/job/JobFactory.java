package io.nightjar.job;

import io.nightjar.config.KeyNames;
import io.nightjar.config.NightjarProperties;
import io.nightjar.config.PartReader;
import io.nightjar.config.Problems;
import io.nightjar.platform.text.WebAddress;
import io.nightjar.schedule.InvalidScheduleException;
import io.nightjar.schedule.Schedule;
import java.net.URI;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Reads one job. Always returns one: where something could not be read, what stands in its place is never used. */
public final class JobFactory {

  private static final String PING_KEY = "ping-key";

  private final PartReader reader;
  private final List<TargetType> kinds;
  private final JobDefaults defaults;
  private final ZoneId defaultZone;
  private final @Nullable URI baseUrl;
  private final List<Consumer<JobCatalogue>> checks = new ArrayList<>();

  public JobFactory(
      PartReader reader,
      List<TargetType> kinds,
      JobDefaults defaults,
      @Nullable NightjarProperties general) {
    this.reader = reader;
    this.kinds = kinds;
    this.defaults = defaults;
    this.defaultZone = general == null ? ZoneOffset.UTC : general.timeZone();
    this.baseUrl = general == null ? null : general.baseUrl();
  }

  /** What the kinds want to check once all jobs have been read. */
  List<Consumer<JobCatalogue>> checks() {
    return checks;
  }

  Job read(String name, ConfigurationPropertyName key) {
    JobProperties.Basics basics = bind(key, JobProperties.Basics.NONE);
    JobProperties.Conduct conduct = bind(key, JobProperties.Conduct.NONE);
    Expectations expectations = bind(key, JobProperties.Promise.NONE).over(defaults, problems(key));
    Dependencies dependencies = bind(key, Dependencies.NONE);
    Contact contact = bind(key, Contact.NONE);
    checkRunbook(contact.runbook(), problems(key));
    Schedule schedule = schedule(basics, problems(key));
    JobTarget work = work(key);
    PingKey pingKey = pingKey(basics.pingKey(), key);
    checkReported(pingKey, key);
    return new Job(
        name,
        basics.description().strip(),
        schedule,
        expectations,
        conduct.catchUpWithin(),
        conduct.overlap(),
        dependencies,
        contact,
        work,
        pingKey);
  }

  @SuppressWarnings("unchecked")
  private <T> T bind(ConfigurationPropertyName key, T fallback) {
    T bound = (T) reader.bind(key, fallback.getClass());
    return bound != null ? bound : fallback;
  }

  private Problems problems(ConfigurationPropertyName key) {
    return reader.problems().below(key);
  }

  private Schedule schedule(JobProperties.Basics basics, Problems problems) {
    String expression = basics.schedule();
    if (expression == null || expression.isBlank()) {
      problems.problem(
          "schedule", expression, "is missing", "write when the job must run, as \"0 5 0 * * *\"");
    } else {
      try {
        return Schedule.parse(
            expression, basics.timeZone() != null ? basics.timeZone() : defaultZone);
      } catch (InvalidScheduleException invalid) {
        problems.problem(
            "schedule", expression, String.valueOf(invalid.getMessage()), invalid.remedy());
      }
    }
    return Schedule.parse("@daily", ZoneOffset.UTC);
  }

  private static void checkRunbook(@Nullable String runbook, Problems problems) {
    if (runbook != null && !WebAddress.isAbsolute(runbook)) {
      problems.problem(
          "runbook", runbook, "is not a link", "write it in full, as https://wiki.example/runbook");
    }
  }

  private @Nullable PingKey pingKey(@Nullable String text, ConfigurationPropertyName key) {
    if (text == null) {
      return reader.problems().touch(KeyNames.below(key, PING_KEY)) ? PingKey.standIn() : null;
    }
    if (text.isBlank()) {
      problems(key)
          .problem(PING_KEY, text, "is blank", "set the variable it comes from, or remove the key");
      return PingKey.standIn();
    }
    if (!PingKey.ALLOWED.matcher(text).matches()) {
      problems(key)
          .problem(
              PING_KEY,
              text,
              "cannot stand in an address",
              "use up to 200 letters, digits, dots, dashes and underscores, such as a UUID");
      return PingKey.standIn();
    }
    return new PingKey(text);
  }

  private @Nullable JobTarget work(ConfigurationPropertyName key) {
    List<String> present = new ArrayList<>();
    JobTarget work = null;
    for (TargetType kind : kinds) {
      ConfigurationPropertyName name = KeyNames.below(key, kind.key());
      reader.known().add(name);
      if (reader.sources().contains(name)) {
        present.add(kind.key());
        work = read(kind, new JobSection(reader, name, checks::add, baseUrl));
      }
    }
    if (present.size() > 1) {
      String both = String.join(" and ", present);
      reader
          .problems()
          .add(key, null, "has more than one runner: " + both, "keep one and remove the others");
    }
    return work;
  }

  private static @Nullable JobTarget read(TargetType kind, JobSection section) {
    try {
      return kind.read(section);
    } catch (JobSection.Unreadable reported) {
      return null;
    } catch (IllegalArgumentException refused) {
      if (!section.hasProblems()) {
        section.problem(
            "", null, String.valueOf(refused.getMessage()), "correct the keys below it");
      }
      return null;
    } catch (RuntimeException consequence) {
      if (section.hasProblems()) {
        return null;
      }
      throw consequence;
    }
  }

  /** A job that nothing could ever report would be missed each night; the start is the time to say so. */
  private void checkReported(@Nullable PingKey pingKey, ConfigurationPropertyName key) {
    boolean triesToRun =
        kinds.stream().anyMatch(kind -> reader.sources().contains(KeyNames.below(key, kind.key())));
    if (!triesToRun && pingKey == null) {
      String runners =
          kinds.stream().map(TargetType::key).sorted().collect(Collectors.joining(", "));
      reader
          .problems()
          .add(
              key,
              null,
              "has neither a runner nor a ping-key, so no start of it could ever be reported",
              (runners.isEmpty()
                      ? "give it"
                      : "give it one of " + runners + ", or, if it runs elsewhere,")
                  + " a ping-key");
    }
  }
}
