package io.nightjar.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.ManualRuns;
import io.nightjar.ledger.RunRequest;
import io.nightjar.runner.WakeUps;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RerunsTest {

  private static final Instant NOW = Instant.parse("2026-01-22T08:00:00Z");

  @Test
  void the_message_of_the_morning_is_sent_by_itself() {
    ManualRuns manualRuns = mock();
    WakeUps wakeUps = mock();
    try (World world =
        World.on(Databases.H2.create(), NOW, Map.of("nightjar.digest.enabled", "true"))) {
      Reruns reruns = new Reruns(world.get(JobCatalogue.class), manualRuns, wakeUps, world.clock());

      assertThatThrownBy(() ->
              reruns.rerun(JobCatalogue.DIGEST, new RunRequest("alice", null, null), null, null))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("it is sent by itself");
    }
    verifyNoInteractions(manualRuns, wakeUps);
  }
}
