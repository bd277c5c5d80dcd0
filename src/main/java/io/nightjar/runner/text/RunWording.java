package io.nightjar.runner.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Formats the texts that runners record: of bounded length, cut on a code point, without control characters. */
public final class RunWording {

  private static final int EXCERPT = 2_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm:ss zzz", Locale.UK);
  private static final Pattern TERMINAL_COLOURS = Pattern.compile("\u001B\\[[0-9;?]*[ -/]*[@-~]");
  private static final Pattern LINE_ENDS = Pattern.compile("\r\n?");
  // PostgreSQL cannot store NUL in a text, and a terminal obeys the others.
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

  private RunWording() {}

  /** The last 2,000 characters of a text from a job, null when it is blank. */
  public static @Nullable String excerpt(String text) {
    String readable = readable(text).strip();
    if (readable.isEmpty()) {
      return null;
    }
    int from = Math.max(0, readable.length() - EXCERPT);
    boolean inside = from > 0 && Character.isLowSurrogate(readable.charAt(from));
    return readable.substring(inside ? from + 1 : from);
  }

  /** The beginning of a text as one line of at most so many characters. */
  public static String oneLine(String text, int limit) {
    String line = BLANKS.matcher(readable(text)).replaceAll(" ").strip();
    if (line.length() <= limit) {
      return line;
    }
    boolean inside = Character.isHighSurrogate(line.charAt(limit - 2));
    return line.substring(0, inside ? limit - 2 : limit - 1) + "…";
  }

  /** The last line of a text that is not blank, empty when there is none. */
  public static String lastLine(String text, int limit) {
    String readable = readable(text).strip();
    return oneLine(readable.substring(readable.lastIndexOf('\n') + 1), limit);
  }

  /** A duration as people write it: {@code 1h5m}, {@code 30s}, {@code 0.3s}. */
  public static String span(Duration duration) {
    boolean coarse = duration.compareTo(Duration.ofSeconds(10)) >= 0;
    Duration rounded = duration.truncatedTo(coarse ? ChronoUnit.SECONDS : ChronoUnit.MILLIS);
    return rounded.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  /** An instant in the job's zone: {@code Thu 22 Jan 00:05:00 GMT}. */
  public static String time(Instant instant, ZoneId zone) {
    return TIME.format(instant.atZone(zone));
  }

  private static String readable(String text) {
    String plain = TERMINAL_COLOURS.matcher(text).replaceAll("");
    return CONTROLS.matcher(LINE_ENDS.matcher(plain).replaceAll("\n")).replaceAll("\uFFFD");
  }
}
