package io.nightjar.web.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.run.PingRecorder;
import io.nightjar.web.problem.FailureLog;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.CannotCreateTransactionException;

@ExtendWith(OutputCaptureExtension.class)
class PingWithoutDatabaseTest {

  private final JobCatalogue catalogue = mock();
  private final PingRecorder runs = mock();
  private final PingController pings = new PingController(
      catalogue, runs, new RateLimit(), new FailureLog(Clock.systemUTC()), Clock.systemUTC());

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new CannotCreateTransactionException("no connection"), 503),
        Arguments.of(new DataAccessResourceFailureException("gone"), 503),
        Arguments.of(new CannotAcquireLockException("busy"), 503),
        Arguments.of(new IllegalStateException("a defect"), 500));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("failures")
  void a_ping_that_cannot_be_recorded_is_never_taken_for_recorded(
      RuntimeException failure, int status, CapturedOutput output) {
    Job job = mock();
    when(job.name()).thenReturn("nightly");
    when(catalogue.findByPingKey("secret-key")).thenReturn(Optional.of(job));
    when(runs.record(any())).thenThrow(failure);

    ResponseEntity<String> answer =
        pings.ping("secret-key", null, new MockHttpServletRequest("GET", "/ping/secret-key"));

    assertThat(answer.getStatusCode().value()).isEqualTo(status);
    assertThat(answer.getBody()).startsWith("not recorded");
    assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo(status == 503 ? "5" : null);
    assertThat(output).contains("nightly").doesNotContain("secret-key");
  }
}
