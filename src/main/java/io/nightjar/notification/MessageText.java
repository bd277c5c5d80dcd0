package io.nightjar.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Text of a message and the instants that it names, so that a channel can show these in the zone of each reader. What a
 * job wrote never becomes an instant: those are kept beside the text, not found in it.
 *
 * @param plain the whole text, with times in the zone of the job
 * @param times which parts of it are instants, in their order
 */
public record MessageText(String plain, List<Time> times) {

  private static final String PLACE = "{}";

  /** An instant and which part of the text says it. */
  public record Time(int start, int end, Instant at) {}

  /**
   * One part of a text.
   *
   * @param at the instant that it says, null when it says none
   */
  public record Part(String text, @Nullable Instant at) {}

  @JsonCreator
  public MessageText {
    times = times == null ? List.of() : List.copyOf(times);
    int from = 0;
    for (Time time : times) {
      if (time.start() < from || time.end() <= time.start() || time.end() > plain.length()) {
        throw new IllegalArgumentException("not a part of the text: " + time);
      }
      Objects.requireNonNull(time.at());
      from = time.end();
    }
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static MessageText of(String plain) {
    return new MessageText(plain, List.of());
  }

  /** An instant, as it is shown where a channel cannot show it to each reader in his own zone. */
  public static MessageText time(String shown, Instant at) {
    return new MessageText(shown, List.of(new Time(0, shown.length(), at)));
  }

  /** The template, with each <code>{}</code> replaced by the next value; the times of a text that is inserted stay times. */
  public static MessageText format(String template, Object... values) {
    Builder text = new Builder();
    int from = 0;
    for (Object value : values) {
      int place = template.indexOf(PLACE, from);
      if (place < 0) {
        throw new IllegalArgumentException("more values than places: " + template);
      }
      text.add(template.substring(from, place)).add(value);
      from = place + PLACE.length();
    }
    return text.add(template.substring(from)).build();
  }

  public static MessageText join(String separator, List<MessageText> texts) {
    Builder all = new Builder();
    for (int i = 0; i < texts.size(); i++) {
      all.add(i == 0 ? "" : separator).add(texts.get(i));
    }
    return all.build();
  }

  /** This text and another one, or a string, behind it. */
  public MessageText plus(Object more) {
    return new Builder().add(this).add(more).build();
  }

  /** The text in parts: each instant is one. */
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    for (Time time : times) {
      if (time.start() > from) {
        parts.add(new Part(plain.substring(from, time.start()), null));
      }
      parts.add(new Part(plain.substring(time.start(), time.end()), time.at()));
      from = time.end();
    }
    if (from < plain.length()) {
      parts.add(new Part(plain.substring(from), null));
    }
    return List.copyOf(parts);
  }

  @Override
  public String toString() {
    return plain;
  }

  private static final class Builder {

    private final StringBuilder plain = new StringBuilder();
    private final List<Time> times = new ArrayList<>();

    Builder add(Object value) {
      int offset = plain.length();
      if (value instanceof MessageText text) {
        text.times()
            .forEach(it -> times.add(new Time(it.start() + offset, it.end() + offset, it.at())));
      }
      plain.append(value);
      return this;
    }

    MessageText build() {
      return new MessageText(plain.toString(), times);
    }
  }
}
