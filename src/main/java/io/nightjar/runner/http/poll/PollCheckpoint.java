package io.nightjar.runner.http.poll;

import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What another instance must know to go on polling. It is stored in the database and contains no secret: addresses and
 * headers come from the catalogue.
 *
 * @param acceptedAt when the service accepted the job
 */
public record PollCheckpoint(Instant acceptedAt) {

  private static final JsonMapper JSON = new JsonMapper();

  public String toJson() {
    return JSON.createObjectNode().put("acceptedAt", acceptedAt.toString()).toString();
  }

  /**
   * Reads what {@link #toJson} wrote. When the text cannot be read, as one of another version, the time when the run
   * was fired is used.
   */
  public static PollCheckpoint parse(String json, Instant firedAt) {
    try {
      return new PollCheckpoint(
          Instant.parse(JSON.readTree(json).path("acceptedAt").asString("")));
    } catch (JacksonException | DateTimeException unreadable) {
      return new PollCheckpoint(firedAt);
    }
  }
}
