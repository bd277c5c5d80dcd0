package io.nightjar.web.api.incident;

import static io.nightjar.web.problem.WebFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.ledger.gap.MonitoringGaps;
import io.nightjar.ledger.gap.MonitoringGaps.Reason;
import io.nightjar.ledger.gap.MonitoringGaps.Stretch;
import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.ApiClient.Answer;
import io.nightjar.web.problem.WebTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@WebTest
class MonitoringGapsApiTest {

  private static final UUID ME = UUID.fromString("00000000-0000-0000-0000-000000000001");

  @Autowired
  private ApiClient api;

  @Autowired
  private MonitoringGaps gaps;

  @BeforeEach
  void two_of_them() {
    gaps.add(new Stretch(Reason.DOWN, START.minusSeconds(3_600), START.minusSeconds(1_800), ME));
    gaps.add(new Stretch(Reason.DATABASE, START.minusSeconds(600), START.minusSeconds(540), ME));
  }

  private Answer list(String query) {
    return api.as("viewer").get("/api/monitoring-gaps" + query);
  }

  @Test
  void each_says_from_when_to_when_and_why() {
    assertThat(list("").at("/gaps/0").replace("\"", "'"))
        .isEqualTo("{'from':'2026-01-21T23:10:00Z','to':'2026-01-21T23:40:00Z','lasted':'PT30M',"
            + "'reason':'down','instance':'00000000-0000-0000-0000-000000000001'}");
    assertThat(list("").texts("/gaps", "reason")).containsExactly("down", "database");
    assertThat(list("").at("/truncated")).isEqualTo("false");
  }

  @ParameterizedTest(name = "from {0} to {1}: {2}")
  @CsvSource({
    "2026-01-21T23:40:00Z, 2026-01-22T00:00:00Z, 1",
    "2026-01-21T23:40:01Z, 2026-01-22T00:00:00Z, 0",
    "2026-01-21T23:40:01Z, 2026-01-22T00:00:01Z, 1",
    "2026-01-21T23:00:00Z, 2026-01-22T01:00:00Z, 2"
  })
  void those_that_touch_the_window_are_listed(String from, String to, int found) {
    assertThat(list("?from=" + from + "&to=" + to).texts("/gaps", "reason")).hasSize(found);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "?from=yesterday, from cannot be",
    "?from=2026-01-23T00:00:00Z, send an instant before to",
    "?since=2026, known are from"
  })
  void what_cannot_be_read_is_refused(String query, String detail) {
    assertThat(list(query).status()).isEqualTo(400);
    assertThat(list(query).at("/detail")).contains(detail);
  }

  @Test
  void nobody_reads_it_without_a_token() {
    assertThat(api.get("/api/monitoring-gaps").status()).isEqualTo(401);
  }
}
