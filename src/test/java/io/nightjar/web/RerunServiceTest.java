package io.nightjar.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.run.ManualRuns;
import io.nightjar.ledger.run.RunRequest;
import io.nightjar.scheduler.AdHocTriggers;
import io.nightjar.web.problem.ApiProblem;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RerunServiceTest {

  private static final Instant NOW = Instant.parse("2026-01-22T08:00:00Z");

  @Test
  void the_message_of_the_morning_is_sent_by_itself() {
    ManualRuns manualRuns = mock();
    AdHocTriggers wakeUps = mock();
    try (World world =
        World.on(Databases.H2.create(), NOW, Map.of("nightjar.digest.enabled", "true"))) {
      RerunService reruns =
          new RerunService(world.get(JobCatalogue.class), manualRuns, wakeUps, world.clock());

      assertThatThrownBy(() ->
              reruns.rerun(JobCatalogue.DIGEST, new RunRequest("alice", null, null), null, null))
          .isInstanceOf(ApiProblem.class)
          .hasMessageContaining("Nightjar sends it by itself");
    }
    verifyNoInteractions(manualRuns, wakeUps);
  }
}
