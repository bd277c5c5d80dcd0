package io.nightjar.platform.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/** Passes events on to another appender with the control characters of any input escaped. */
final class SanitizingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  private final Appender<ILoggingEvent> behind;

  private SanitizingAppender(Appender<ILoggingEvent> behind) {
    this.behind = behind;
  }

  static SanitizingAppender before(Appender<ILoggingEvent> appender) {
    SanitizingAppender safe = new SanitizingAppender(appender);
    safe.setContext(appender.getContext());
    safe.setName(appender.getName());
    safe.start();
    return safe;
  }

  @Override
  protected void append(ILoggingEvent event) {
    behind.doAppend(new SanitizedLogEvent(event));
  }

  @Override
  public void stop() {
    behind.stop();
    super.stop();
  }
}
