package io.nightjar.incident;

import io.nightjar.World;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What tests ask the table of the follow-up for. */
public final class FollowUpFixture {

  private FollowUpFixture() {}

  public static void update(World world, Incident incident, Instant setAt) {
    world.get(FollowUpRepository.class).update(List.of(incident), setAt);
  }

  public static List<Incident> claim(World world, Instant now) {
    return world.get(FollowUpRepository.class).claim(now, 10);
  }

  public static void makeDue(World world, Set<String> jobs, Instant now) {
    world.get(FollowUpRepository.class).makeDue(jobs, now);
  }
}
