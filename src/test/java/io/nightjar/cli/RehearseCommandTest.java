package io.nightjar.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.rehearsal.BrokenJobsApplication;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command as a person calls it: a whole Nightjar, its own Quartz and its own database for each call. */
class RehearseCommandTest {

  /** The command lowers what its process logs, which here is that of other tests, too. */
  @AfterAll
  static void logsAsBefore() {
    LoggingSystem.get(RehearseCommandTest.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir
  Path folder;

  private int run(String... args) {
    return RehearseCommand.run(
        List.of(args),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        BrokenJobsApplication.class);
  }

  private int rehearse(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--spring.config.location=classpath:/application.yml");
    all.add("--nightjar.scheduler.rehearse-within=8s");
    all.add("--nightjar.slack.token=xoxb-never-used");
    all.add("--nightjar.slack.channel=#nowhere");
    return run(all.toArray(String[]::new));
  }

  private static String job(String name, String work) {
    return "--nightjar.jobs." + name + "." + work;
  }

  private static String nightly(String name) {
    return job(name, "schedule=0 5 0 * * *");
  }

  private JsonNode json(Path file) throws Exception {
    return JsonMapper.shared().readTree(Files.readString(file));
  }

  @Test
  void all_can_start() throws Exception {
    Path json = folder.resolve("new/report.json");

    int status = rehearse(
        nightly("rebuild"),
        job("rebuild", "bean=sound"),
        nightly("clean"),
        job("clean", "command.run[0]=true"),
        nightly("local"),
        job("local", "http.request.url=http://localhost:9/run"),
        nightly("etl"),
        job("etl", "ping-key=the-ping-key-of-the-etl-job"),
        "--report",
        json.toString());

    assertThat(status).as("%s%s", out, err).isZero();
    assertThat(out.toString(UTF_8))
        .contains(
            "rebuild ",
            "can start",
            "bean sound of io.nightjar.rehearsal.BrokenJobsApplication$Sound")
        .containsPattern("etl +elsewhere +elsewhere +runs elsewhere: nothing to rehearse")
        .contains("0 cannot");
    assertThat(json(json).path("ok").asBoolean()).isTrue();
    assertThat(json(json).path("took").asString()).startsWith("PT");
    assertThat(json(json).path("startedAt").asString()).endsWith("Z");
    assertThat(json(json).at("/jobs/0/job").asString()).isEqualTo("rebuild");
  }

  @Test
  void each_that_cannot_start_is_named_with_its_cause() throws Exception {
    Path json = folder.resolve("report.json");
    Path xml = folder.resolve("report.xml");

    int status = rehearse(
        nightly("fine"),
        job("fine", "bean=sound"),
        nightly("error"),
        job("error", "bean=constructorFails"),
        nightly("static"),
        job("static", "bean=initialiserFails"),
        nightly("class"),
        job("class", "bean=lacksClass"),
        nightly("hangs"),
        job("hangs", "bean=hangs"),
        nightly("nobean"),
        job("nobean", "bean=nobody"),
        nightly("nocommand"),
        job("nocommand", "command.run[0]=no-such-program-4711"),
        nightly("nohost"),
        job("nohost", "http.request.url=http://no-such-host.invalid/run"),
        "--report=" + json,
        "--report",
        xml.toString());

    assertThat(status).isEqualTo(1);
    Map<String, String> causes = new TreeMap<>();
    json(json).path("jobs").forEach(each -> {
      if (!each.path("ok").asBoolean()) {
        causes.put(each.path("job").asString(), each.path("cause").asString());
      }
    });
    assertThat(causes.keySet())
        .containsExactly("class", "error", "hangs", "nobean", "nocommand", "nohost", "static");
    assertThat(causes.get("class"))
        .contains(
            "needs io.nightjar.rehearsal.BrokenJobsApplication$Helper, which cannot be loaded");
    assertThat(causes.get("error")).contains("NoSuchMethodError: net.javacrumbs.shedlock");
    assertThat(causes.get("static")).contains("BadStart", "NumberFormatException");
    assertThat(causes.get("hangs")).isEqualTo("was not ready within 8s");
    assertThat(causes.get("nobean")).contains("No bean named 'nobody'");
    assertThat(causes.get("nocommand")).contains("there is no program \"no-such-program-4711\"");
    assertThat(causes.get("nohost"))
        .isEqualTo("GET http://no-such-host.invalid/run: unknown host no-such-host.invalid");
    assertXml(xml);
    assertThat(out.toString(UTF_8)).contains("7 cannot").doesNotContain("xoxb");
  }

  private static void assertXml(Path file) throws Exception {
    Element suite = DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(file.toFile())
        .getDocumentElement();
    assertThat(suite.getTagName()).isEqualTo("testsuite");
    assertThat(suite.getAttribute("failures")).isEqualTo("7");
    assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(7);
    assertThat(suite.getElementsByTagName("testcase").getLength())
        .isEqualTo(Integer.parseInt(suite.getAttribute("tests")));
  }

  @Test
  void a_configuration_that_is_wrong_is_said_in_full_and_in_the_report() throws Exception {
    Path xml = folder.resolve("report.xml");

    assertThat(rehearse(nightly("nothing"), "--report", xml.toString())).isEqualTo(1);

    assertThat(err.toString(UTF_8)).contains("nightjar.jobs.nothing", "remedy:");
    assertThat(out.toString(UTF_8)).contains("(start)", "CANNOT START");
    assertThat(Files.readString(xml)).contains("nightjar.jobs.nothing");
  }

  @Test
  void a_database_is_used_only_when_it_is_named_here() throws Exception {
    String other = "--spring.datasource.username=sa";
    String url = Databases.H2.createEmpty().url();

    assertThat(rehearse(nightly("a"), job("a", "bean=sound"), other)).isZero();
    assertThat(out.toString(UTF_8)).contains("(ledger)");
    out.reset();
    assertThat(rehearse(
            nightly("a"),
            job("a", "bean=sound"),
            other,
            "--spring.datasource.password=",
            "--spring.datasource.url=" + url))
        .isZero();
    assertThat(out.toString(UTF_8)).doesNotContain("(ledger)");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"--report", "--report=x.txt", "jobs.yml", "--verbose", "-x", "--reprot=x.json"})
  void arguments_that_cannot_be_taken_are_refused(String argument) {
    assertThat(run(argument)).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("Usage: rehearse");
    assertThat(out).hasToString("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void help_is_no_error(String option) {
    assertThat(run(option)).isZero();
    assertThat(out.toString(UTF_8)).startsWith("Usage: rehearse");
  }
}
