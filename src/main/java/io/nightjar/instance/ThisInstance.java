package io.nightjar.instance;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The identity of this process, new at each start, and the host that it runs on. */
@Component
public final class ThisInstance {

  private final UUID id = UUID.randomUUID();
  // Read at the start: asked for later, it could hang with the network.
  private final String host = hostName();

  public UUID id() {
    return id;
  }

  public String host() {
    return host;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
