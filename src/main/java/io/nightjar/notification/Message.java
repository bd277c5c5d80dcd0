package io.nightjar.notification;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to say, independent of the channel. All texts but the mentions are plain and untrusted: a channel escapes them.
 *
 * @param status how it looks at a glance
 * @param headline which job, in which environment, what did not happen
 * @param summary the same on one short line, for a list of several
 * @param facts label and text, in the order to read them
 * @param links label and address
 * @param actions what the reader can do about it from where it is read, where the channel has buttons
 * @param mentions whom it calls, in the channel's own words, as configured: never text from jobs
 * @param urgent whether a reply is shown to the whole channel as well
 */
public record Message(
    Status status,
    String headline,
    MessageText summary,
    List<Fact> facts,
    List<Link> links,
    List<Action> actions,
    List<String> mentions,
    boolean urgent) {

  /** How a message looks at a glance. */
  public enum Status {
    /** Something is wrong. */
    FIRING,
    /** What was wrong is over. */
    RESOLVED,
    /** Neither. */
    INFO
  }

  /** One labelled line; one of a list when the label is empty. */
  public record Fact(String label, @JsonAlias("text") MessageText value, Form form) {

    /** How a fact is shown by a channel that can do more than lines. */
    public enum Form {
      LINE,
      /** So short that two stand side by side. */
      FIELD,
      /** A command that runs a job again: left out where buttons do it. */
      RERUN_COMMAND
    }

    public Fact {
      Objects.requireNonNull(value);
      form = Objects.requireNonNullElse(form, Form.LINE);
    }

    public Fact(String label, MessageText value) {
      this(label, value, Form.LINE);
    }

    public Fact(String label, String text) {
      this(label, MessageText.of(text));
    }

    public static Fact field(String label, MessageText value) {
      return new Fact(label, value, Form.FIELD);
    }

    /** Its text, with times in the zone of the job. */
    public String text() {
      return value.plain();
    }
  }

  /** One labelled address. */
  public record Link(String label, String address) {}

  /**
   * Something that the reader can do at once.
   *
   * @param label what the button says
   * @param target the job of a re-run and the incident that it is to end, {@code job#12}; else the incident, or {@code message:} and the identity of a notification, which
   *     means every incident that its message tells of
   */
  public record Action(Deed deed, String label, String target) {

    public static final String MESSAGE = "message:";

    private static final String OF_INCIDENT = "#";

    /** A re-run of a job, which is pointless once the incident has ended. */
    public static Action rerun(String label, String job, long incident) {
      return new Action(Deed.RERUN, label, job + OF_INCIDENT + incident);
    }

    /** What is shown of the target: of a re-run the job. */
    public String shown() {
      return jobOf(target);
    }

    /** The job that a re-run is of. */
    public static String jobOf(String target) {
      int at = target.lastIndexOf(OF_INCIDENT);
      return at < 0 ? target : target.substring(0, at);
    }

    /** The incident that a re-run is to end; empty when it was asked for by the name of the job alone. */
    public static Optional<Long> incidentOf(String target) {
      int at = target.lastIndexOf(OF_INCIDENT);
      String number = at < 0 ? "" : target.substring(at + 1);
      return number.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(number)) : Optional.empty();
    }
  }

  /** What an action does. */
  public enum Deed {
    RERUN,
    ACKNOWLEDGE,
    MUTE
  }

  // What another version kept in the outbox lacks parts, or has parts with words that are not known
  // here.
  public Message {
    status = Objects.requireNonNullElse(status, Status.INFO);
    summary = Objects.requireNonNullElseGet(summary, () -> MessageText.of(headline));
    facts = copy(facts);
    links = copy(links);
    actions = copy(actions).stream().filter(action -> action.deed() != null).toList();
    mentions = copy(mentions);
  }

  public Message(Status status, String headline, List<Fact> facts, List<Link> links) {
    this(status, headline, MessageText.of(headline), facts, links, List.of(), List.of(), false);
  }

  public Message withSummary(MessageText newSummary) {
    return new Message(status, headline, newSummary, facts, links, actions, mentions, urgent);
  }

  public Message withActions(List<Action> newActions) {
    return new Message(status, headline, summary, facts, links, newActions, mentions, urgent);
  }

  /** The same message, calling somebody and shown to the whole channel. */
  public Message louder(List<String> newMentions) {
    return new Message(status, headline, summary, facts, links, actions, newMentions, true);
  }

  /** The same message with another status. */
  public Message withStatus(Status newStatus) {
    return new Message(newStatus, headline, summary, facts, links, actions, mentions, urgent);
  }

  /** The same message with other facts. */
  public Message withFacts(List<Fact> newFacts) {
    return new Message(status, headline, summary, newFacts, links, actions, mentions, urgent);
  }

  /** The same message without the facts of a label. */
  public Message without(String label) {
    return withFacts(facts.stream().filter(fact -> !fact.label().equals(label)).toList());
  }

  /** The same message with a fact before all others. */
  public Message withFirst(Fact fact) {
    List<Fact> more = new ArrayList<>(facts.size() + 1);
    more.add(fact);
    more.addAll(facts);
    return withFacts(more);
  }

  /** The same message, for a second attempt after one whose outcome is unknown. */
  public Message asPossibleRepeat() {
    return withFirst(
        new Fact("Note", "may be a repeat: it is not known whether an earlier attempt arrived"));
  }

  private static <T> List<T> copy(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
