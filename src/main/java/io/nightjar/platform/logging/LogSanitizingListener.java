package io.nightjar.platform.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Puts a {@link SanitizingAppender} before every appender as soon as logging is configured, whatever its configuration
 * and format.
 */
final class LogSanitizingListener
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

  @Override
  public int getOrder() {
    return LoggingApplicationListener.DEFAULT_ORDER + 1;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      guard(context);
    }
  }

  static void guard(LoggerContext context) {
    context.getLoggerList().forEach(LogSanitizingListener::guard);
  }

  private static void guard(Logger logger) {
    List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    for (Iterator<Appender<ILoggingEvent>> all = logger.iteratorForAppenders(); all.hasNext(); ) {
      appenders.add(all.next());
    }
    for (Appender<ILoggingEvent> appender : appenders) {
      if (!(appender instanceof SanitizingAppender)) {
        logger.addAppender(SanitizingAppender.before(appender));
        logger.detachAppender(appender);
      }
    }
  }
}
