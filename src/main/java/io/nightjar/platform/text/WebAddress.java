package io.nightjar.platform.text;

import java.net.URI;
import java.net.URISyntaxException;

/** Recognises http and https addresses; nothing else may become a link. */
public final class WebAddress {

  private WebAddress() {}

  public static boolean isAbsolute(String address) {
    try {
      URI uri = new URI(address);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null;
    } catch (URISyntaxException notAnAddress) {
      return false;
    }
  }
}
