package io.nightjar.runner.http.poll;

import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What another instance must know to go on polling. It travels through the database and holds no secret: addresses and
 * headers come from the catalogue.
 *
 * @param acceptedAt when the service accepted the job
 */
public record PollCheckpoint(Instant acceptedAt) {

  private static final JsonMapper JSON = new JsonMapper();

  public String toJson() {
    return JSON.createObjectNode().put("acceptedAt", acceptedAt.toString()).toString();
  }

  /** Reads what {@link #toJson} wrote; of a text that is none, by a version that wrote otherwise, the run was fired then. */
  public static PollCheckpoint parse(String json, Instant firedAt) {
    try {
      return new PollCheckpoint(
          Instant.parse(JSON.readTree(json).path("acceptedAt").asString("")));
    } catch (JacksonException | DateTimeException unreadable) {
      return new PollCheckpoint(firedAt);
    }
  }
}
