package io.nightjar.web.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the holder of a token by the token's hash. The tokens themselves are not known. */
final class TokenRegistry {

  private static final String PREFIX = "{sha256}";

  private record Known(String name, Role role, String hash) {}

  /** The holder of a token. */
  record Holder(String name, Role role) {}

  private final List<Known> known;

  TokenRegistry(List<SecurityProperties.Entry> entries) {
    this.known = entries.stream()
        .map(entry ->
            new Known(entry.name(), entry.role(), entry.tokenHash().toLowerCase(Locale.ROOT)))
        .toList();
  }

  static String hashOf(String token) {
    return PREFIX + HexFormat.of().formatHex(digest(token));
  }

  /** Compares with every hash in constant time, so that the time taken reveals nothing about the known tokens. */
  Optional<Holder> holderOf(String presented) {
    byte[] hash = bytes(hashOf(presented));
    Optional<Holder> holder = Optional.empty();
    for (Known token : known) {
      if (MessageDigest.isEqual(bytes(token.hash()), hash)) {
        holder = Optional.of(new Holder(token.name(), token.role()));
      }
    }
    return holder;
  }

  private static byte[] bytes(String hash) {
    return hash.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
