package io.nightjar.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class WriteRetryTest {

  private final AtomicInteger attempts = new AtomicInteger();
  private final WriteRetry patience =
      new WriteRetry(Duration.ofMillis(1), Duration.ofMillis(40), Duration.ofMillis(300));

  @Test
  void what_fails_while_the_database_is_away_is_written_when_it_is_back() {
    String written = patience.write("it", () -> {
      if (attempts.incrementAndGet() < 4) {
        throw new DataAccessResourceFailureException("away");
      }
      return "done";
    });

    assertThat(written).isEqualTo("done");
    assertThat(attempts).hasValue(4);
  }

  @Test
  void it_ends() {
    assertThatThrownBy(() -> patience.write("it", this::away))
        .isInstanceOf(DataAccessResourceFailureException.class);
    assertThat(attempts).hasValueBetween(2, 13);
  }

  @Test
  void what_a_repetition_cannot_mend_is_not_repeated() {
    assertThatThrownBy(() -> patience.write("it", () -> {
          attempts.incrementAndGet();
          throw new IllegalArgumentException("there is no such run");
        }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void an_interrupt_ends_it_and_is_passed_on() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> patience.write("it", this::away))
        .isInstanceOf(DataAccessResourceFailureException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(attempts).hasValue(1);
  }

  private String away() {
    attempts.incrementAndGet();
    throw new DataAccessResourceFailureException("away");
  }
}
