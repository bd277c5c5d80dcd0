package io.nightjar.incident.mute;

import io.nightjar.config.NightjarProperties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The mutes: those that people ask for, which are rows, and the windows of the configuration. */
@Service
public class MuteCalendar {

  private final MuteRepository repository;
  private final List<MuteWindow> configured;

  MuteCalendar(MuteRepository repository, MuteProperties settings, NightjarProperties general) {
    this.repository = repository;
    this.configured = settings.mutes().stream()
        .map(window -> MuteWindow.of(window, general.timeZone()))
        .toList();
  }

  /**
   * Writes a mute.
   *
   * @param requestKey a second request with the same key must not make a second mute, null: none
   * @throws org.springframework.dao.DuplicateKeyException when the request has made one already
   */
  public Mute add(Mute mute, @Nullable String requestKey) {
    return repository.insert(mute, requestKey);
  }

  /** Ends it early. False when there is none, or it has ended already. */
  public boolean end(long mute, String by, Instant now) {
    return repository.end(mute, by, now);
  }

  public Optional<Mute> find(long mute) {
    return repository.find(mute);
  }

  /** The mute that a request has made. */
  public Optional<Mute> findByRequestKey(String key) {
    return repository.findByRequestKey(key);
  }

  /** Those by people that hold now or will, the earliest first. */
  public List<Mute> unfinished(Instant now, int limit) {
    return repository.unfinished(now, limit);
  }

  /** All that people ever asked for, the newest first. */
  public List<Mute> history(int limit) {
    return repository.history(limit);
  }

  /** The windows of the configuration. */
  public List<MuteWindow> configured() {
    return configured;
  }

  /** What is muted at this instant, by people or by the configuration. */
  public ActiveMutes at(Instant now) {
    List<Mute> holding = new ArrayList<>(repository.holding(now));
    configured.forEach(window -> window.at(now).ifPresent(holding::add));
    return new ActiveMutes(holding);
  }
}
