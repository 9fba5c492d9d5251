package dev.classify.text;

import java.util.Locale;

/// One piece of a text.
///
/// @param folded in lower case, without compatibility forms and accents, for comparison with
///     phrases
/// @param original as written, for words that depend on capitals, such as currency codes
public record Token(String folded, String original, Kind kind) {

  /// What the piece is made of.
  public enum Kind {
    /// Letters, with digits after the first letter; a single ideograph or kana.
    WORD,
    /// Digits, group separators removed.
    NUMBER,
    /// One character of anything else.
    SIGN
  }

  /// Whether this is exactly the given folded text.
  public boolean is(String text) {
    return folded.equals(text);
  }

  /// Whether the source wrote it in capitals only.
  public boolean capitals() {
    return kind == Kind.WORD && original.equals(original.toUpperCase(Locale.ROOT));
  }
}
