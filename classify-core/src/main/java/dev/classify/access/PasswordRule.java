package dev.classify.access;

import java.util.Optional;

/// What a password must be: long, and nothing else, because people answer other rules with
/// passwords that are easier to guess.
public final class PasswordRule {

  private static final int CHARACTERS_MIN = 12;
  private static final int DISTINCT_MIN = 4;

  /// Hashing more would only take time. Longer texts are no passwords, at a login either.
  public static final int CHARACTERS_MAX = 256;

  private PasswordRule() {}

  /// Why a text cannot become a password; empty if it can.
  public static Optional<String> problem(String password) {
    int characters = password.codePointCount(0, password.length());
    if (characters < CHARACTERS_MIN) {
      return Optional.of("a password has at least " + CHARACTERS_MIN + " characters");
    }
    if (password.length() > CHARACTERS_MAX) {
      return Optional.of("a password has at most " + CHARACTERS_MAX + " characters");
    }
    return password.codePoints().distinct().count() < DISTINCT_MIN
        ? Optional.of("this password repeats a few characters")
        : Optional.empty();
  }
}
