package io.nightjar.web.slack;

import io.nightjar.config.NightjarProperties;
import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.incident.IncidentQuery;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.mute.Mute;
import io.nightjar.incident.mute.MuteCalendar;
import io.nightjar.job.JobCatalogue;
import io.nightjar.notification.incident.IncidentMessages;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.springframework.stereotype.Component;

/** The status on a few lines: open incidents, who acknowledged them, and mutes. */
@Component
class SlackStatusText {

  private static final int LISTED = 10;
  private static final int COUNTED = 1_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm zzz", Locale.UK);

  private final IncidentRepository incidents;
  private final IncidentMessages messages;
  private final MuteCalendar mutes;
  private final JobCatalogue catalogue;
  private final NightjarProperties settings;

  SlackStatusText(
      IncidentRepository incidents,
      IncidentMessages messages,
      MuteCalendar mutes,
      JobCatalogue catalogue,
      NightjarProperties settings) {
    this.incidents = incidents;
    this.messages = messages;
    this.mutes = mutes;
    this.catalogue = catalogue;
    this.settings = settings;
  }

  String text(Instant now) {
    List<Incident> open = incidents.list(new IncidentQuery(true, null, COUNTED));
    StringJoiner lines = new StringJoiner("\n");
    lines.add(
        "[" + settings.environment() + "] " + catalogue.configured().size() + " jobs are watched; "
            + (open.isEmpty() ? "no open incidents." : count(open.size()) + " open incidents:"));
    open.stream().limit(LISTED).forEach(incident -> lines.add(line(incident, now)));
    if (open.size() > LISTED) {
      lines.add(
          "+" + (open.size() - LISTED) + " more: " + settings.link("/api/incidents?state=open"));
    }
    mutes.at(now).mutes().forEach(mute -> lines.add(line(mute)));
    return lines.toString();
  }

  private static String count(int problems) {
    return problems == COUNTED ? "at least " + COUNTED : String.valueOf(problems);
  }

  private String line(Incident incident, Instant now) {
    Acknowledgement seen = incident.acknowledgement();
    String looked = seen != null && incident.isAcknowledged(now)
        ? "; acknowledged by " + seen.by() + " until " + time(seen.until())
        : "; not acknowledged";
    return "#" + incident.id() + " " + messages.summary(incident) + looked;
  }

  private String line(Mute mute) {
    String jobs = mute.jobs() == null ? "all jobs" : String.join(", ", mute.jobs());
    return "Muted until " + time(mute.to()) + " by " + mute.author() + ": " + jobs + " ("
        + mute.reason() + ")";
  }

  String time(Instant instant) {
    ZoneId zone = settings.timeZone();
    return TIME.format(instant.atZone(zone));
  }
}
