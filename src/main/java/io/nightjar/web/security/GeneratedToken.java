package io.nightjar.web.security;

import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator token of a Nightjar without configured tokens. New at each start, logged once, never stored. */
final class GeneratedToken {

  static final String NAME = "generated";

  private static final Logger log = LoggerFactory.getLogger(GeneratedToken.class);
  private static final int BYTES = 32;

  private GeneratedToken() {}

  static SecurityProperties.Entry create() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    log.warn("""
        nightjar.security.tokens is empty. This operator token is valid until the process ends: {}
        Use it as "Authorization: Bearer TOKEN". For a permanent token, configure its hash: printf %s TOKEN | sha256sum""", token);
    return new SecurityProperties.Entry(NAME, Role.OPERATOR, TokenRegistry.hashOf(token));
  }
}
