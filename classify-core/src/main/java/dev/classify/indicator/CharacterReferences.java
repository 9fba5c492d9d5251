package dev.classify.indicator;

import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/// The character references of HTML, such as `&amp;` and `&#36;`, that metadata uses.
///
/// Only references that end in a semicolon count, so that `R&D` and `?a=1&copy=2` stay as they are.
/// That is why jsoup supplies the names but does not decode: it accepts some without a semicolon.
final class CharacterReferences {

  /// The longest name of HTML is `CounterClockwiseContourIntegral`.
  private static final int NAME_LENGTH_MAX = 31;

  private CharacterReferences() {}

  /// The text with every known reference replaced by its character.
  static String decode(String text) {
    int ampersand = text.indexOf('&');
    if (ampersand < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    int done = 0;
    while (ampersand >= 0) {
      plain.append(text, done, ampersand);
      // Text that was escaped several times, such as `&amp;amp;lt;`, is one reference.
      int name = ampersand + 1;
      while (text.startsWith("amp;", name)) {
        name += "amp;".length();
      }
      int end = text.indexOf(';', name, Math.min(text.length(), name + NAME_LENGTH_MAX + 1));
      String character = end < 0 ? null : character(text.substring(name, end));
      if (character == null) {
        plain.append('&');
        done = name;
      } else {
        plain.append(character);
        done = end + 1;
      }
      ampersand = text.indexOf('&', done);
    }
    return plain.append(text, done, text.length()).toString();
  }

  private static @Nullable String character(String name) {
    if (!name.startsWith("#")) {
      String named = Entities.getByName(name);
      return named.isEmpty() ? null : named;
    }
    boolean hexadecimal = name.startsWith("#x") || name.startsWith("#X");
    String digits = name.substring(hexadecimal ? 2 : 1);
    int radix = hexadecimal ? 16 : 10;
    if (digits.isEmpty() || digits.chars().anyMatch(c -> Character.digit(c, radix) < 0)) {
      return null;
    }
    long codePoint = Long.parseLong(digits, radix);
    boolean character =
        codePoint <= Character.MAX_CODE_POINT
            && Character.getType((int) codePoint) != Character.SURROGATE;
    return character ? Character.toString((int) codePoint) : null;
  }
}
