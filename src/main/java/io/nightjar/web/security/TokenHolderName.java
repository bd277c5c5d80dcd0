package io.nightjar.web.security;

import java.util.regex.Pattern;

/** The name of a person or a token: it is written into messages and pages, so it can be nothing but a name there. */
final class TokenHolderName {

  static final String PROBLEM = "is no name that can be written into messages";
  static final String REMEDY =
      "use at most 100 letters, digits, spaces and any of . _ - + @ ' ( ), as \"on-call (EU)\"";

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N} ._+@'()-]{1,100}");

  private TokenHolderName() {}

  static boolean isValid(String name) {
    return NAME.matcher(name).matches();
  }
}
