package io.nightjar.incident.mute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MuteTest {

  private static final Instant FROM = Instant.parse("2026-01-22T00:00:00Z");

  private static Mute mute(@Nullable Set<String> jobs, Duration length, String reason) {
    return Mute.of(jobs, FROM, FROM.plus(length), reason, "alice", FROM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "P31DT0.001S", "P400D"})
  void what_never_begins_or_hardly_ends_is_refused(Duration length) {
    assertThatThrownBy(() -> mute(null, length, "works"))
        .isInstanceOf(RejectedRequestException.class)
        .hasMessageStartingWith("to cannot be");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.001S", "P31D"})
  void any_length_up_to_a_month_will_do(Duration length) {
    assertThat(mute(null, length, "works").to()).isEqualTo(FROM.plus(length));
  }

  @Test
  void it_has_a_reason_and_names_jobs_or_none() {
    assertThatThrownBy(() -> mute(null, Duration.ofHours(1), " ")).hasMessageContaining("reason");
    assertThatThrownBy(() -> mute(null, Duration.ofHours(1), "x".repeat(1_001)))
        .hasMessageContaining("at most 1000");
    assertThatThrownBy(() -> mute(Set.of(), Duration.ofHours(1), "works"))
        .hasMessageContaining("leave jobs out for all");
  }

  @ParameterizedTest(name = "{0} after its begin: {1}")
  @CsvSource({
    "PT-0.001S, false",
    "PT0S, true",
    "PT59M59.999S, true",
    "PT1H, false",
    "PT1H0.001S, false"
  })
  void it_holds_from_its_begin_to_before_its_end(Duration after, boolean holds) {
    assertThat(mute(null, Duration.ofHours(1), "works").holds(FROM.plus(after))).isEqualTo(holds);
  }

  @Test
  void of_several_the_one_that_ends_last_covers_a_job_and_none_covers_nightjar_itself() {
    Mute all = mute(null, Duration.ofHours(1), "all");
    Mute some = mute(Set.of("a", "b"), Duration.ofHours(2), "some");
    ActiveMutes now = new ActiveMutes(List.of(all, some));

    assertThat(now.covering("a")).contains(some);
    assertThat(now.covering("c")).contains(all);
    assertThat(now.covering(null)).isEmpty();
    assertThat(new ActiveMutes(List.of(some)).covering("c")).isEmpty();
  }
}
