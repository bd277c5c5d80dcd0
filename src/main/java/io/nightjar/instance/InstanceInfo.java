package io.nightjar.instance;

import io.nightjar.config.Roles;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** What this process is: its build, its host, its roles. */
@Component
public class InstanceInfo {

  private final ThisInstance instance;
  private final Roles roles;
  private final String version;

  InstanceInfo(ThisInstance instance, Roles roles, ObjectProvider<BuildProperties> build) {
    this.instance = instance;
    this.roles = roles;
    BuildProperties properties = build.getIfAvailable();
    String known = properties == null ? null : properties.getVersion();
    this.version = known == null ? "unknown" : known;
  }

  public String version() {
    return version;
  }

  public List<String> roles() {
    return Stream.of(roles.scheduler() ? "scheduler" : "", roles.watchdog() ? "watchdog" : "")
        .filter(role -> !role.isEmpty())
        .toList();
  }

  Instance asOf(Instant now) {
    return new Instance(
        instance.id(),
        instance.host(),
        version,
        roles.scheduler(),
        roles.watchdog(),
        now,
        0,
        now,
        null,
        null);
  }
}
