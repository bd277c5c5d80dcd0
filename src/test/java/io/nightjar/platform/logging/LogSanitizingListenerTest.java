package io.nightjar.platform.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

/** A line of the log is written by Nightjar and by nobody else, in every format. */
class LogSanitizingListenerTest {

  private static final String FORGED =
      "a\r\n2026-01-22 ERROR FORGED\u001b[31m\u0085\u009b\u2028\u202e\tb";

  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private Logger logger(String name, Encoder<ILoggingEvent> encoder) {
    context.setMDCAdapter(MDC.getMDCAdapter());
    encoder.setContext(context);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(written);
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    LogSanitizingListener.guard(context);
    // Logging that is set up a second time is guarded once.
    LogSanitizingListener.guard(context);
    return context.getLogger(name);
  }

  private Encoder<ILoggingEvent> lines() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setPattern("%-5level %logger %X{who} : %m%n%ex");
    return encoder;
  }

  private Encoder<ILoggingEvent> structured(String format) {
    context.putObject(Environment.class.getName(), new MockEnvironment());
    StructuredLogEncoder encoder = new StructuredLogEncoder();
    encoder.setFormat(format);
    return encoder;
  }

  private List<String> read() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static boolean isClean(String line) {
    return line.chars().noneMatch(c -> Character.isISOControl(c) && c != '\t' || c == 0x202e);
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.nightjar.web.problem.FailureLog", "org.springframework.web.Any"})
  void what_comes_from_outside_stays_in_its_line(String name) {
    logger(name, lines()).warn("{} failed: {}", FORGED, List.of(FORGED));

    assertThat(read()).hasSize(1).allMatch(LogSanitizingListenerTest::isClean);
    assertThat(read().get(0)).contains("a\\r\\n2026-01-22 ERROR FORGED\\u001b[31m\\u0085\\u009b");
  }

  @Test
  void a_library_that_puts_it_into_the_message_itself_does_not_get_it_through() {
    logger("org.apache.catalina.Any", lines()).info("refused " + FORGED);

    assertThat(read()).hasSize(1).allMatch(LogSanitizingListenerTest::isClean);
  }

  @Test
  void neither_does_an_exception_nor_its_causes() {
    Exception cause = new IllegalStateException("cause " + FORGED);
    cause.addSuppressed(new IllegalStateException("suppressed " + FORGED));

    logger("io.nightjar.Any", lines()).error("failed", new IllegalArgumentException(FORGED, cause));

    assertThat(read())
        .allMatch(LogSanitizingListenerTest::isClean)
        .noneMatch(line -> line.startsWith("2026"))
        .anyMatch(line -> line.startsWith("java.lang.IllegalArgumentException: a\\r\\n2026"))
        .anyMatch(line -> line.startsWith("Caused by: java.lang.IllegalStateException: cause a\\r"))
        .anyMatch(
            line -> line.contains("Suppressed: java.lang.IllegalStateException: suppressed a\\r"));
  }

  @Test
  void neither_does_what_belongs_to_the_thread() {
    Logger logger = logger("io.nightjar.Any", lines());
    MDC.put("who", FORGED);
    try {
      logger.info("said");
    } finally {
      MDC.remove("who");
    }

    assertThat(read()).hasSize(1).allMatch(LogSanitizingListenerTest::isClean);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "logstash", "gelf"})
  void in_json_it_is_one_line_too(String format) {
    logger("io.nightjar.Any", structured(format))
        .error("failed: {}", FORGED, new IllegalArgumentException(FORGED));

    assertThat(read()).hasSize(1).allMatch(LogSanitizingListenerTest::isClean);
    assertThat(read().get(0)).contains("FORGED", "IllegalArgumentException").startsWith("{");
  }

  @Test
  void the_lines_of_our_own_text_stay_lines() {
    logger("io.nightjar.Any", lines()).warn("this token was made: {}\nuse it", "x\ny");

    assertThat(read()).hasSize(2);
    assertThat(read().get(0)).endsWith("this token was made: x\\ny");
    assertThat(read().get(1)).isEqualTo("use it");
  }

  @Test
  void so_do_those_that_describe_a_refused_configuration() {
    logger("org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter", lines())
        .error("\n***\nAPPLICATION FAILED TO START\n***");

    assertThat(read()).contains("APPLICATION FAILED TO START");
  }
}
