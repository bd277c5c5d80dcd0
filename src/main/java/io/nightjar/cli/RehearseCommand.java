package io.nightjar.cli;

import io.nightjar.instance.InstanceInfo;
import io.nightjar.instance.ThisInstance;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.rehearsal.LedgerSelfTest;
import io.nightjar.rehearsal.Rehearsal;
import io.nightjar.rehearsal.RehearsalReport;
import io.nightjar.rehearsal.RehearsalReport.Result;
import io.nightjar.rehearsal.RehearsalView;
import io.nightjar.rehearsal.ReportFile;
import io.nightjar.rehearsal.ReportTable;
import io.nightjar.runner.text.FailureCause;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * The command {@code rehearse}: starts this build with the given configuration, fires nothing, notifies nobody, and
 * reports which jobs could start.
 */
final class RehearseCommand {

  private static final int OK = 0;
  private static final int SOMETHING_CANNOT_START = 1;
  private static final int USAGE_ERROR = 2;

  private RehearseCommand() {}

  /**
   * Writes a table to {@code out} and errors to {@code err}.
   *
   * @param application the class that starts Nightjar
   * @return the exit status: 0 only when all jobs could start, 2 when the arguments are invalid
   */
  static int run(List<String> args, PrintStream out, PrintStream err, Class<?> application) {
    if (args.contains("--help") || args.contains("-h")) {
      out.print(RehearseOptions.USAGE);
      return OK;
    }
    try {
      RehearseOptions options = RehearseOptions.read(args);
      RehearsalReport report = report(options, err, application);
      out.print(ReportTable.of(report));
      out.flush();
      return write(options, report, err) && report.ok() ? OK : SOMETHING_CANNOT_START;
    } catch (UsageException e) {
      err.println("rehearse: " + e.problem());
      err.println("Remedy: " + e.remedy());
      err.print(RehearseOptions.USAGE);
      return USAGE_ERROR;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return SOMETHING_CANNOT_START;
    }
  }

  private static boolean write(RehearseOptions options, RehearsalReport report, PrintStream err) {
    boolean written = true;
    for (Path file : options.reports()) {
      try {
        ReportFile.write(file, RehearsalView.of(report), report);
      } catch (IOException e) {
        err.println("rehearse: the report " + file + " cannot be written: " + e);
        written = false;
      }
    }
    return written;
  }

  /** Spring's log goes to {@code err} meanwhile, so that {@code out} contains only the table. */
  private static RehearsalReport report(
      RehearseOptions options, PrintStream err, Class<?> application) throws InterruptedException {
    PrintStream console = System.out;
    System.setOut(err);
    try (ConfigurableApplicationContext context = start(options, application)) {
      String version = context.getBean(InstanceInfo.class).version();
      RehearsalReport report = context.getBean(Rehearsal.class).rehearse(version, options.probe());
      return options.ownDatabase() ? report.with(ledger(context).rehearse()) : report;
    } catch (RuntimeException | LinkageError problem) {
      // Spring has logged it completely.
      return notStarted(problem, options);
    } finally {
      System.setOut(console);
    }
  }

  private static LedgerSelfTest ledger(ConfigurableApplicationContext context) {
    return new LedgerSelfTest(
        context.getBean(RunRecorder.class),
        context.getBean(ThisInstance.class),
        context.getBean(Clock.class));
  }

  private static RehearsalReport notStarted(Throwable problem, RehearseOptions options) {
    String cause = "Nightjar does not start: " + FailureCause.of(problem);
    return new RehearsalReport(
        "unknown",
        Clock.systemUTC().instant(),
        Duration.ZERO,
        options.probe(),
        List.of(Result.failed("(start)", "nightjar", cause, Duration.ZERO)));
  }

  private static ConfigurableApplicationContext start(
      RehearseOptions options, Class<?> application) {
    SpringApplication spring = new SpringApplication(application);
    spring.setBannerMode(Banner.Mode.OFF);
    spring.setDefaultProperties(Map.of("logging.level.root", "ERROR"));
    // Takes precedence over all other sources: no configuration may make a rehearsal fire a job,
    // send a message or write to a real database.
    spring.addInitializers(context -> context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("rehearsal", harmless(options))));
    return spring.run(options.configuration().toArray(String[]::new));
  }

  private static Map<String, Object> harmless(RehearseOptions options) {
    Map<String, Object> properties = new HashMap<>(Map.of(
        "nightjar.scheduler.enabled", "false",
        "nightjar.watchdog.enabled", "false",
        "server.port", "0",
        "server.address", "127.0.0.1",
        "management.server.port", "-1"));
    if (options.ownDatabase()) {
      String url = "jdbc:h2:mem:rehearsal-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
      for (String prefix : List.of("spring.datasource.", "spring.flyway.")) {
        properties.put(prefix + "url", url);
        properties.put(prefix + "username", "sa");
        properties.put(prefix + "user", "sa");
        properties.put(prefix + "password", "");
        properties.put(prefix + "driver-class-name", "org.h2.Driver");
      }
      // The pool's own keys would override the ones above.
      properties.put("spring.datasource.hikari.jdbc-url", url);
      properties.put("spring.datasource.hikari.username", "sa");
      properties.put("spring.datasource.hikari.password", "");
    }
    return properties;
  }
}
