package io.nightjar.platform.http;

import java.net.http.HttpClient;
import java.time.Duration;

/** Builds all HTTP clients. The JDK reads how long idle connections are kept when it builds its first client. */
public final class HttpClients {

  private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";
  private static final String SECONDS = "15";

  static {
    keepConnectionsShortly();
  }

  private HttpClients() {}

  /**
   * Must be called before any client is built. A job that is called once a night would reuse a connection that a
   * firewall has dropped and lose its request, which is not safe to repeat. So an idle connection is kept just long
   * enough for polls to share it. A setting on the command line is left as it is.
   */
  public static void keepConnectionsShortly() {
    if (System.getProperty(KEEP_ALIVE) == null) {
      System.setProperty(KEEP_ALIVE, SECONDS);
    }
  }

  /** A client for HTTP/1.1 that follows no redirects. */
  public static HttpClient connectingWithin(Duration connect) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(connect)
        .build();
  }
}
