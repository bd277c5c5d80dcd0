package io.nightjar.web.security;

import io.nightjar.config.Checked;
import io.nightjar.config.Problems;
import jakarta.validation.constraints.NotNull;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The part of {@code nightjar.security} that says who may call the API.
 *
 * @param tokens Bearer tokens that are accepted. Empty: one operator token is generated and logged at the start.
 */
@ConfigurationProperties("nightjar.security")
record SecurityProperties(@DefaultValue List<Entry> tokens) implements Checked {

  private static final Pattern HASH = Pattern.compile("\\{sha256}[0-9a-fA-F]{64}");
  /**
   * One token, known by its hash.
   *
   * @param name of its holder, recorded with every action
   */
  record Entry(
      @NotNull String name, @NotNull Role role, @NotNull String tokenHash) {

    /** Without the hash: it is no secret, but there is no reason to print it. */
    @Override
    public String toString() {
      return name + " (" + role.word() + ")";
    }
  }

  @Override
  public void check(Problems problems) {
    Set<String> names = new HashSet<>();
    Set<String> hashes = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      Entry entry = tokens.get(i);
      String key = "tokens[" + i + "].";
      checkName(entry.name(), key + "name", names, problems);
      checkHash(entry.tokenHash(), key + "token-hash", hashes, problems);
    }
  }

  private static void checkName(
      @Nullable String name, String key, Set<String> names, Problems problems) {
    if (name == null || name.isBlank()) {
      problems.problem(key, name, "is blank", "name the holder of the token, as on-call");
    } else if (!TokenHolderName.isValid(name)) {
      problems.problem(key, name, TokenHolderName.PROBLEM, TokenHolderName.REMEDY);
    } else if (!names.add(name)) {
      problems.problem(
          key, name, "is the name of another token", "give each token a name of its own");
    }
  }

  /** The value is never shown: it may be the token itself, written by mistake instead of its hash. */
  private static void checkHash(
      @Nullable String hash, String key, Set<String> hashes, Problems problems) {
    if (hash == null || !HASH.matcher(hash).matches()) {
      problems.problem(
          key,
          "***",
          "is not the hash of a token",
          "write {sha256} followed by 64 hex digits; printf %s TOKEN | sha256sum prints them");
    } else if (!hashes.add(hash.toLowerCase(java.util.Locale.ROOT))) {
      problems.problem(
          key, "***", "is the hash of another token", "give each holder a token of its own");
    }
  }
}
