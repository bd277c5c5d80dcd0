package io.nightjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.nightjar.config.NightjarProperties;
import io.nightjar.instance.InstanceInfo;
import io.nightjar.job.JobCatalogue;
import java.net.URI;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartupSummaryTest {

  private static final NightjarProperties SETTINGS =
      new NightjarProperties("prod", URI.create("http://localhost:8080"), ZoneOffset.UTC);

  private final InstanceInfo process = mock();
  private final StartupSummary.AlertTarget alerts = mock();

  @BeforeEach
  void a_process() {
    when(process.version()).thenReturn("1.0");
    when(process.roles()).thenReturn(List.of("scheduler", "watchdog"));
    when(alerts.where()).thenReturn("slack #monitoring-prod");
  }

  private void ready(DataSource dataSource) {
    new StartupSummary(SETTINGS, process, new JobCatalogue(List.of()), dataSource, alerts).ready();
  }

  @Test
  void it_says_what_this_process_does_and_whom_it_would_tell(CapturedOutput output) {
    when(alerts.anybody()).thenReturn(true);

    ready(Databases.H2.createEmpty().dataSource());

    assertThat(output)
        .containsPattern(
            "INFO .*Nightjar 1.0 has started in environment prod, roles scheduler and watchdog, 0 jobs,"
                + " database H2 2, alerts go to slack #monitoring-prod");
  }

  @Test
  void it_warns_when_nobody_would_be_told_and_starts_without_a_database(CapturedOutput output)
      throws SQLException {
    DataSource away = mock();
    when(away.getConnection()).thenThrow(new SQLException("no connection"));

    ready(away);

    assertThat(output)
        .containsPattern(
            "WARN .*database unknown \\(the database does not answer\\), NO ALERT IS SENT TO ANYBODY: set nightjar.slack.token");
  }
}
