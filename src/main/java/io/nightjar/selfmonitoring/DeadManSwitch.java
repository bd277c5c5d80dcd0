package io.nightjar.selfmonitoring;

import io.nightjar.platform.http.HttpClients;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Calls an outside service while all is well, so that it notices when all of Nightjar is gone. What changes is logged
 * once; the address itself never is.
 */
@Component
public class DeadManSwitch {

  private static final Logger log = LoggerFactory.getLogger(DeadManSwitch.class);
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
  private static final Duration LONGEST_CALL = Duration.ofSeconds(8);

  private static final String NOT_CALLED = "it is not called: ";

  private final DeadManSwitchProperties settings;
  private final OverallHealth wellBeing;
  private final HttpClient http = HttpClients.connectingWithin(LONGEST_CONNECT);
  private volatile @Nullable Instant lastCalled;
  private volatile @Nullable String problem = NOT_CALLED + OverallHealth.NO_LOOK_YET;

  DeadManSwitch(DeadManSwitchProperties settings, OverallHealth wellBeing) {
    this.settings = settings;
    this.wellBeing = wellBeing;
  }

  public boolean isConfigured() {
    return settings.isConfigured();
  }

  Duration every() {
    return settings.every();
  }

  /** When the service last confirmed a call. */
  public Optional<Instant> lastCalled() {
    return Optional.ofNullable(lastCalled);
  }

  /** Why it was not called, or did not confirm it, the last time. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Calls it if all is well. True when it has confirmed that. */
  boolean step(Instant now) throws InterruptedException {
    String notWell = wellBeing.problem(now);
    String found = notWell == null ? call() : NOT_CALLED + notWell;
    if (found == null) {
      lastCalled = now;
    }
    if (!Objects.equals(found, problem)) {
      say(found);
    }
    problem = found;
    return found == null;
  }

  private void say(@Nullable String found) {
    if (found == null) {
      log.info("The dead man's switch at {} is called every {}", settings.host(), every());
    } else {
      log.warn(
          "The dead man's switch at {} is not called and will raise an alarm if this lasts: {}",
          settings.host(),
          found);
    }
  }

  /** What went wrong, null when nothing did. */
  private @Nullable String call() throws InterruptedException {
    URI address = Objects.requireNonNull(settings.address());
    HttpRequest request =
        HttpRequest.newBuilder(address).timeout(LONGEST_CALL).GET().build();
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      int status = answer.get(LONGEST_CALL.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return status / 100 == 2 ? null : "it answered " + status;
    } catch (TimeoutException e) {
      answer.cancel(true);
      return "it did not answer within " + LONGEST_CALL.toSeconds() + " s";
    } catch (ExecutionException e) {
      // Without its message, which may hold the address.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return "it cannot be reached (" + cause.getClass().getSimpleName() + ")";
    }
  }
}
