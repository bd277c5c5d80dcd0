package io.nightjar.alert;

import java.util.ArrayList;
import java.util.List;

/**
 * What to say, independent of the channel. All texts are plain and untrusted: a channel escapes them.
 *
 * @param tone how it looks at a glance
 * @param headline which job, in which environment, what did not happen
 * @param facts label and text, in the order to read them
 * @param links label and address
 */
public record Message(Tone tone, String headline, List<Fact> facts, List<Link> links) {

  /** How a message looks at a glance. */
  public enum Tone {
    BAD,
    GOOD,
    NEUTRAL
  }

  /** One labelled line. */
  public record Fact(String label, String text) {}

  /** One labelled address. */
  public record Link(String label, String address) {}

  public Message {
    facts = List.copyOf(facts);
    links = List.copyOf(links);
  }

  /** The same message, for a second attempt after one whose outcome is unknown. */
  public Message asPossibleRepeat() {
    List<Fact> marked = new ArrayList<>(facts.size() + 1);
    marked.add(
        new Fact("Note", "may be a repeat: it is not known whether an earlier attempt arrived"));
    marked.addAll(facts);
    return new Message(tone, headline, marked, links);
  }
}
