package io.nightjar.notification.wording;

import io.nightjar.config.NightjarProperties;
import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.facts.IncidentFacts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Finds the words for an incident by its kind. Each kind has one wording: a build without is refused. */
@Component
public class KindWordings {

  private final Map<IncidentKind, KindWording> wordings = new EnumMap<>(IncidentKind.class);
  private final NightjarProperties settings;
  private final ApiCommands commands;

  KindWordings(List<KindWording> all, NightjarProperties settings) {
    for (KindWording wording : all) {
      if (wordings.put(wording.kind(), wording) != null) {
        throw new IllegalArgumentException("two wordings for the incident kind " + wording.kind());
      }
    }
    for (IncidentKind kind : IncidentKind.values()) {
      if (!wordings.containsKey(kind)) {
        throw new IllegalArgumentException("no wording for the incident kind " + kind);
      }
    }
    this.settings = settings;
    this.commands = new ApiCommands(settings);
  }

  public KindWording of(IncidentKind kind) {
    return Objects.requireNonNull(wordings.get(kind));
  }

  /** What is said of one incident. */
  public IncidentWording of(IncidentFacts facts) {
    return new IncidentWording(
        of(facts.incident().kind()), IncidentContext.of(facts, settings.timeZone(), commands));
  }

  public ApiCommands commands() {
    return commands;
  }
}
