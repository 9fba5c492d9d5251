package dev.classify.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names of users: 1 to 64 letters, digits and `.`, `_`, `-`, `@`, `+`, such as an e-mail address.
/// Capitals make no difference.
public final class UserName {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,63}");

  private UserName() {}

  /// The name as it is stored, in small letters; empty if the text is not a name.
  public static Optional<String> read(String text) {
    return Optional.of(text.strip().toLowerCase(Locale.ROOT))
        .filter(name -> NAME.matcher(name).matches());
  }
}
