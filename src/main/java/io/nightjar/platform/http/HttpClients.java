package io.nightjar.platform.http;

import java.net.http.HttpClient;
import java.time.Duration;

/** Where all clients of HTTP are built: the JDK reads how long a connection is kept when it builds its first. */
public final class HttpClients {

  private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";
  private static final String SECONDS = "15";

  static {
    keepConnectionsShortly();
  }

  private HttpClients() {}

  /**
   * To be called before anything else may build a client. What calls once a night would find the connection of its last
   * call dead behind a firewall and lose its request, which is not safe to repeat: a connection is kept idle just long
   * enough for polls to share one. A setting of the command line is left as it is.
   */
  public static void keepConnectionsShortly() {
    if (System.getProperty(KEEP_ALIVE) == null) {
      System.setProperty(KEEP_ALIVE, SECONDS);
    }
  }

  /** Of HTTP/1.1, which follows no redirect. */
  public static HttpClient connectingWithin(Duration connect) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(connect)
        .build();
  }
}
