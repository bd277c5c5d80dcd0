package io.nightjar.notification.wording;

import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.MessageText;
import io.nightjar.platform.text.LocalTimes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The run reported success sooner than its work can be done. */
@Component
class TooQuickWording implements KindWording {

  @Override
  public IncidentKind kind() {
    return IncidentKind.TOO_QUICK;
  }

  @Override
  public String problem(IncidentContext it) {
    return "ended too quickly";
  }

  @Override
  public String counted(@Nullable String job) {
    return "ended too quickly";
  }

  @Override
  public String past() {
    return "had ended too quickly";
  }

  @Override
  public @Nullable MessageText whatHappened(IncidentContext it) {
    Duration took = it.run() == null ? null : it.run().took();
    Duration atLeast = it.job() == null ? null : it.job().expectations().atLeast();
    return took == null || atLeast == null
        ? null
        : MessageText.of("It reported success after " + LocalTimes.duration(took)
            + "; its work takes at least " + LocalTimes.duration(atLeast) + ".");
  }
}
