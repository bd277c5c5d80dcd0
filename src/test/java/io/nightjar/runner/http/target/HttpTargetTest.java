package io.nightjar.runner.http.target;

import static io.nightjar.runner.http.target.HttpTargetBuilder.aRequestTo;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTargetTest {

  @ParameterizedTest(name = "completion {0}: {1}")
  @CsvSource({"RESPONSE, false", "POLL, false", "CALLBACK, true"})
  void only_a_run_that_waits_for_its_call_back_is_ended_by_others(
      CompletionMode completion, boolean endedByOthers) {
    HttpTarget work = aRequestTo("http://sync:8101/job").completion(completion).build();

    assertThat(work.isEndedByOthers()).isEqualTo(endedByOthers);
  }
}
