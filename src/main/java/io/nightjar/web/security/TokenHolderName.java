package io.nightjar.web.security;

import java.util.regex.Pattern;

/** Checks the name of a person or a token: names are written into messages and pages and may contain no markup. */
final class TokenHolderName {

  static final String PROBLEM = "contains characters that are not allowed in a name";
  static final String REMEDY =
      "use at most 100 letters, digits, spaces and any of . _ - + @ ' ( ), as \"on-call (EU)\"";

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N} ._+@'()-]{1,100}");

  private TokenHolderName() {}

  static boolean isValid(String name) {
    return NAME.matcher(name).matches();
  }
}
