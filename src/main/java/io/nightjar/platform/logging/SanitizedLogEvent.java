package io.nightjar.platform.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.MessageFormatter;

/**
 * A log event in which control characters of any input are escaped. Line ends are kept in message patterns of Nightjar
 * itself; text from outside is in the arguments.
 */
final class SanitizedLogEvent implements ILoggingEvent {

  /** Its messages describe an invalid configuration on several lines. */
  private static final Set<String> READABLE =
      Set.of("org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter");

  private static final List<String> OURS = List.of("io.nightjar.", "nightjar.");

  private final ILoggingEvent event;
  private final String message;
  private final @Nullable IThrowableProxy throwable;

  SanitizedLogEvent(ILoggingEvent event) {
    this.event = event;
    this.message = message(event);
    this.throwable = event.getThrowableProxy() instanceof ThrowableProxy proxy
        ? new SanitizedThrowable(proxy)
        : event.getThrowableProxy();
  }

  private static String message(ILoggingEvent event) {
    String logger = event.getLoggerName();
    boolean keepLines = OURS.stream().anyMatch(logger::startsWith) || READABLE.contains(logger);
    String text = ControlCharacters.escaped(String.valueOf(event.getMessage()), keepLines);
    Object[] arguments = event.getArgumentArray();
    if (arguments == null || arguments.length == 0) {
      return text;
    }
    Object[] safe = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      safe[i] = argument(arguments[i]);
    }
    return String.valueOf(MessageFormatter.basicArrayFormat(text, safe));
  }

  private static @Nullable Object argument(@Nullable Object argument) {
    return argument == null || argument instanceof Number
        ? argument
        : ControlCharacters.escaped(
            MessageFormatter.basicArrayFormat("{}", new Object[] {argument}));
  }

  @Override
  public String getMessage() {
    return message;
  }

  @Override
  public String getFormattedMessage() {
    return message;
  }

  @Override
  public Object @Nullable [] getArgumentArray() {
    return null;
  }

  @Override
  public @Nullable IThrowableProxy getThrowableProxy() {
    return throwable;
  }

  @Override
  public @Nullable String getThreadName() {
    return ControlCharacters.escaped(event.getThreadName());
  }

  @Override
  public Map<String, String> getMDCPropertyMap() {
    Map<String, String> context = event.getMDCPropertyMap();
    Map<String, String> safe = new LinkedHashMap<>();
    if (context != null) {
      context.forEach((key, value) -> safe.put(
          ControlCharacters.escaped(key, false),
          ControlCharacters.escaped(String.valueOf(value), false)));
    }
    return safe;
  }

  @Override
  @SuppressWarnings("deprecation") // The interface still requires it.
  public Map<String, String> getMdc() {
    return getMDCPropertyMap();
  }

  @Override
  public @Nullable List<KeyValuePair> getKeyValuePairs() {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    return pairs == null
        ? null
        : pairs.stream()
            .map(pair ->
                new KeyValuePair(ControlCharacters.escaped(pair.key, false), argument(pair.value)))
            .toList();
  }

  @Override
  public Level getLevel() {
    return event.getLevel();
  }

  @Override
  public String getLoggerName() {
    return event.getLoggerName();
  }

  @Override
  public LoggerContextVO getLoggerContextVO() {
    return event.getLoggerContextVO();
  }

  @Override
  public StackTraceElement[] getCallerData() {
    return event.getCallerData();
  }

  @Override
  public boolean hasCallerData() {
    return event.hasCallerData();
  }

  @Override
  public List<Marker> getMarkerList() {
    return event.getMarkerList();
  }

  @Override
  public long getTimeStamp() {
    return event.getTimeStamp();
  }

  @Override
  public int getNanoseconds() {
    return event.getNanoseconds();
  }

  @Override
  public long getSequenceNumber() {
    return event.getSequenceNumber();
  }

  @Override
  public void prepareForDeferredProcessing() {
    event.prepareForDeferredProcessing();
  }
}
