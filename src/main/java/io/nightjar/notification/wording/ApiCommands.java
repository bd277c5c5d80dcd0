package io.nightjar.notification.wording;

import io.nightjar.config.NightjarProperties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls of Nightjar's API, as they are typed at a terminal. */
public final class ApiCommands {

  private final NightjarProperties settings;

  public ApiCommands(NightjarProperties settings) {
    this.settings = settings;
  }

  public String rerun(String job) {
    return post("/api/jobs/" + job + "/runs");
  }

  String cancel(@Nullable UUID run) {
    return post("/api/runs/" + run + "/cancel");
  }

  String resolve(long incident) {
    return post("/api/incidents/" + incident + "/resolve");
  }

  String rehearse() {
    return post("/api/rehearsal");
  }

  public String repair() {
    return post("/api/scheduler/repair");
  }

  String pendingMessages() {
    return settings.link("/api/notifications?state=pending");
  }

  private String post(String path) {
    return "curl -X POST -H \"Authorization: Bearer $NIGHTJAR_TOKEN\" " + settings.link(path);
  }
}
