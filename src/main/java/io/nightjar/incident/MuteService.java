package io.nightjar.incident;

import io.nightjar.incident.mute.Mute;
import io.nightjar.incident.mute.MuteCalendar;
import io.nightjar.incident.mute.RejectedRequestException;
import io.nightjar.job.JobCatalogue;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans mutes and ends them early. The watchdog applies them to open incidents at its next pass. */
@Service
public class MuteService {

  private final MuteCalendar mutes;
  private final FollowUpRepository followUps;
  private final JobCatalogue catalogue;
  private final TransactionTemplate transaction;

  MuteService(
      MuteCalendar mutes,
      FollowUpRepository followUps,
      JobCatalogue catalogue,
      TransactionTemplate transaction) {
    this.mutes = mutes;
    this.followUps = followUps;
    this.catalogue = catalogue;
    this.transaction = transaction;
  }

  /**
   * Plans a mute.
   *
   * @param jobs the jobs it is for, null: all
   * @param requestKey a request that is repeated with its key gets the mute of the first, null: none
   * @throws RejectedRequestException when it cannot be, as one that does not end
   */
  public Mute mute(
      @Nullable Collection<String> jobs,
      Instant from,
      Instant to,
      String reason,
      String author,
      @Nullable String requestKey,
      Instant now) {
    Set<String> names = jobs == null ? null : Set.copyOf(jobs);
    Mute mute = Mute.of(names, from, to, reason.strip(), author, now);
    refuse(mute, now);
    Optional<Mute> earlier = earlier(requestKey);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    try {
      return Objects.requireNonNull(transaction.execute(status -> written(mute, requestKey, now)));
    } catch (DuplicateKeyException sameRequest) {
      return earlier(requestKey).orElseThrow(() -> sameRequest);
    }
  }

  private Optional<Mute> earlier(@Nullable String requestKey) {
    return requestKey == null ? Optional.empty() : mutes.findByRequestKey(requestKey);
  }

  /** A job that does not exist would be muted without effect, and the one that was meant not at all. */
  private void refuse(Mute mute, Instant now) {
    if (!mute.to().isAfter(now)) {
      throw new RejectedRequestException(
          "to", mute.to().toString(), "it has passed; now is " + now);
    }
    if (mute.jobs() == null) {
      return;
    }
    for (String job : mute.jobs()) {
      if (catalogue.find(job).isEmpty()) {
        throw new RejectedRequestException(
            "jobs", "\"" + job + "\"", "the catalogue has no such job; leave jobs out for all");
      }
      if (job.equals(JobCatalogue.CANARY)) {
        throw new RejectedRequestException(
            "jobs", job, "it is Nightjar's own and shows that jobs are started; leave it out");
      }
    }
  }

  private Mute written(Mute mute, @Nullable String requestKey, Instant now) {
    Mute written = mutes.add(mute, requestKey);
    if (written.holds(now)) {
      followUps.makeDue(written.jobs(), now);
    }
    return written;
  }

  /**
   * Ends a mute early: what is still not done is announced. The mute is kept, with who ended it.
   *
   * @return false when there is no such mute, or it has ended already
   */
  public boolean end(long id, String by, Instant now) {
    return Boolean.TRUE.equals(transaction.execute(status -> {
      Optional<Mute> mute = mutes.find(id);
      if (mute.isEmpty() || !mutes.end(id, by, now)) {
        return false;
      }
      followUps.makeDue(mute.get().jobs(), now);
      return true;
    }));
  }
}
