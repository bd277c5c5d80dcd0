package io.nightjar.ops.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/** Hands events on without a control character of any input, whatever the appender behind it makes of them. */
final class SafeAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  private final Appender<ILoggingEvent> behind;

  private SafeAppender(Appender<ILoggingEvent> behind) {
    this.behind = behind;
  }

  static SafeAppender before(Appender<ILoggingEvent> appender) {
    SafeAppender safe = new SafeAppender(appender);
    safe.setContext(appender.getContext());
    safe.setName(appender.getName());
    safe.start();
    return safe;
  }

  @Override
  protected void append(ILoggingEvent event) {
    behind.doAppend(new SafeEvent(event));
  }

  @Override
  public void stop() {
    behind.stop();
    super.stop();
  }
}
