package io.nightjar.notification.incident;

import io.nightjar.config.NightjarProperties;
import io.nightjar.incident.Incident;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Action;
import io.nightjar.notification.Message.Deed;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Link;
import io.nightjar.notification.Message.Status;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.Notification;
import io.nightjar.notification.dispatch.Fallback;
import io.nightjar.notification.incident.IncidentGroup.Topic;
import io.nightjar.notification.outbox.PendingNotification;
import io.nightjar.notification.wording.Advice;
import io.nightjar.notification.wording.KindWording;
import io.nightjar.notification.wording.KindWordings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells several incidents in one message: a headline that counts, a line for each cause, and what to do. */
public final class GroupMessage {

  private static final int CONSEQUENCES_SHOWN = 5;
  private static final int REMAINING_SHOWN = 10;
  private static final int BUTTONS = 5;
  // What is the same for all of them is said once.
  private static final Set<String> COMMON = Set.of("Noticed late", Fallback.SENT_HERE_BECAUSE);

  private final NightjarProperties settings;
  private final JobCatalogue catalogue;
  private final IncidentGroup bundle;
  private final Map<UUID, Notification> texts;
  private final Map<Long, Incident> present;
  private final KindWordings wordings;

  public GroupMessage(
      NightjarProperties settings,
      JobCatalogue catalogue,
      IncidentGroup bundle,
      List<Notification> texts,
      Map<Long, Incident> present,
      KindWordings wordings) {
    this.wordings = wordings;
    this.settings = settings;
    this.catalogue = catalogue;
    this.bundle = bundle;
    this.texts = texts.stream().collect(Collectors.toMap(Notification::id, Function.identity()));
    this.present = present;
  }

  /** The message that goes out under the identity of the given notification. */
  public Message message(UUID carrier) {
    boolean bad = bundle.newest().stream().anyMatch(this::isBad);
    List<Fact> facts = new ArrayList<>();
    addPresent(facts);
    bundle.topics().stream().limit(IncidentGroup.SHOWN).forEach(topic -> facts.add(line(topic)));
    int more = bundle.topics().size() - IncidentGroup.SHOWN;
    if (more > 0) {
      facts.add(new Fact("", "+" + number(more) + " more"));
    }
    addCommon(facts);
    if (bad) {
      facts.addAll(whatToDo());
    }
    String over = bad || present.isEmpty() ? "" : "over: ";
    String headline = "[" + settings.environment() + "] " + over
        + new GroupHeadline(wordings).of(bundle.newest());
    return new Message(
        bad ? Status.FIRING : Status.RESOLVED,
        headline,
        MessageText.of(headline),
        facts,
        List.of(new Link("All that is open", settings.link("/api/incidents?state=open"))),
        bad ? actions(carrier) : List.of(),
        messages().flatMap(message -> message.mentions().stream()).distinct().toList(),
        messages().anyMatch(Message::urgent));
  }

  private java.util.stream.Stream<Message> messages() {
    return texts.values().stream().map(Notification::message);
  }

  private boolean isBad(PendingNotification turn) {
    Incident incident = present.get(Objects.requireNonNull(turn.about()).incident());
    return incident == null ? !GroupHeadline.isOver(turn) : incident.isOpen();
  }

  private void addPresent(List<Fact> facts) {
    if (present.isEmpty()) {
      return;
    }
    List<PendingNotification> open =
        bundle.newest().stream().filter(this::isBad).toList();
    int all = bundle.newest().size();
    if (open.isEmpty()) {
      facts.add(new Fact("Now", "all are over"));
    } else if (open.size() < all) {
      facts.add(new Fact(
          "Now", "over: " + (all - open.size()) + " of " + all + "; still open: " + names(open)));
    }
  }

  private static String names(List<PendingNotification> turns) {
    Set<String> names = new LinkedHashSet<>();
    turns.forEach(turn -> names.add(
        Objects.requireNonNullElse(Objects.requireNonNull(turn.about()).job(), "Nightjar")));
    return listed(names, REMAINING_SHOWN);
  }

  private static String listed(Set<String> names, int most) {
    String shown = names.stream().limit(most).collect(Collectors.joining(", "));
    int more = names.size() - most;
    return more > 0 ? shown + " (+" + number(more) + " more)" : shown;
  }

  private Fact line(Topic topic) {
    PendingNotification last = topic.last();
    Notification text = texts.get(last.id());
    MessageText line = text == null ? MessageText.of("") : text.message().summary();
    if (topic.turns().size() > 1) {
      line = line.plus(", and " + (topic.turns().size() - 1) + " earlier");
    }
    if (!topic.consequences().isEmpty()) {
      line = line.plus(
          "; also affected, as they need it: " + listed(topic.consequences(), CONSEQUENCES_SHOWN));
    }
    return new Fact("", MessageText.of(mark(topic)).plus(line).plus(byNow(last)));
  }

  /** What has taken the place of what was told. */
  private String byNow(PendingNotification last) {
    long told = Objects.requireNonNull(last.about()).incident();
    Incident incident = present.get(told);
    return incident == null || incident.id() == told || !incident.isOpen()
        ? ""
        : "; now: " + wordings.of(incident.kind()).counted(incident.job());
  }

  private String mark(Topic topic) {
    return present.isEmpty() || topic.turns().stream().anyMatch(this::isBad) ? "" : "over: ";
  }

  private void addCommon(List<Fact> facts) {
    texts.values().stream()
        .flatMap(text -> text.message().facts().stream())
        .filter(fact -> COMMON.contains(fact.label()))
        .distinct()
        .limit(2)
        .forEach(facts::add);
  }

  private List<Fact> whatToDo() {
    if (bundle.newest().stream().filter(this::isBad).allMatch(this::isRepairable)) {
      return Advice.repair(wordings.commands()).facts();
    }
    Set<String> here = new LinkedHashSet<>();
    Set<String> elsewhere = new LinkedHashSet<>();
    Set<String> running = new LinkedHashSet<>();
    bundle.topics().stream()
        .flatMap(topic -> topic.turns().stream())
        .filter(this::isBad)
        .forEach(turn -> sort(turn, here, elsewhere, running));
    StringJoiner advice = new StringJoiner(" ").setEmptyValue("Read the list by the link below.");
    if (!here.isEmpty()) {
      advice.add("Fix the cause, then re-run " + listed(here, REMAINING_SHOWN)
          + (here.size() > 1 ? ", in this order." : "."));
    }
    if (!elsewhere.isEmpty()) {
      advice.add("These run elsewhere and must be started there: "
          + listed(elsewhere, REMAINING_SHOWN) + ".");
    }
    if (!running.isEmpty()) {
      advice.add("These are still running: wait, or cancel the run: "
          + listed(running, REMAINING_SHOWN) + ".");
    }
    List<Fact> facts = new ArrayList<>(List.of(new Fact("What to do", advice.toString())));
    if (!here.isEmpty()) {
      String job = here.size() == 1 ? here.iterator().next() : "JOB";
      facts.add(Advice.rerunCommand(job, wordings.commands()));
    }
    return facts;
  }

  /** One that has left the catalogue cannot be started at all. */
  private void sort(
      PendingNotification turn, Set<String> here, Set<String> elsewhere, Set<String> running) {
    Notification.About about = Objects.requireNonNull(turn.about());
    Job job = about.job() == null ? null : catalogue.find(about.job()).orElse(null);
    if (job == null || job.isDigest() || job.isCanary()) {
      return;
    }
    if (!job.runsHere()) {
      elsewhere.add(job.name());
    } else if (kind(turn).isRunning()) {
      running.add(job.name());
    } else {
      here.add(job.name());
    }
  }

  private KindWording kind(PendingNotification turn) {
    Notification.About about = Objects.requireNonNull(turn.about());
    Incident incident = present.get(about.incident());
    return wordings.of(incident == null ? about.kind() : incident.kind());
  }

  private boolean isRepairable(PendingNotification turn) {
    return wordings.of(Objects.requireNonNull(turn.about()).kind()).isRepairable();
  }

  private List<Action> actions(UUID carrier) {
    List<Action> actions = new ArrayList<>();
    if (bundle.topics().size() <= BUTTONS) {
      bundle.topics().stream()
          .filter(topic -> topic.turns().stream().anyMatch(this::isBad))
          .forEach(topic -> {
            Action rerun = rerun(topic);
            if (rerun != null) {
              actions.add(rerun);
            }
          });
    }
    String all = Action.MESSAGE + carrier;
    actions.add(new Action(Deed.ACKNOWLEDGE, "Acknowledge all", all));
    actions.add(new Action(Deed.MUTE, "Mute all for 24 h", all));
    return actions;
  }

  private @Nullable Action rerun(Topic topic) {
    Notification text = texts.get(topic.last().id());
    return text == null
        ? null
        : text.message().actions().stream()
            .filter(action -> action.deed() == Deed.RERUN)
            .filter(action -> !kind(topic.last()).isRunning())
            .map(action -> new Action(Deed.RERUN, "Re-run " + action.shown(), action.target()))
            .findFirst()
            .orElse(null);
  }

  private static String number(int number) {
    return String.format(Locale.UK, "%,d", number);
  }
}
