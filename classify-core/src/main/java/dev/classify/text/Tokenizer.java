package dev.classify.text;

import dev.classify.text.Token.Kind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts any text into folded tokens.
public final class Tokenizer {

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokenizer(String text) {
    this.text = text;
  }

  /// The tokens of a text, in order, without blanks and invisible characters.
  public static List<Token> tokens(String text) {
    Tokenizer tokenizer =
        new Tokenizer(ascii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC));
    tokenizer.run();
    return List.copyOf(tokenizer.tokens);
  }

  private void run() {
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (invisible(c)) {
        at += Character.charCount(c);
      } else if (standsAlone(c)) {
        take(at + Character.charCount(c), Kind.WORD);
      } else if (Character.isLetter(c)) {
        take(endOfWord(), Kind.WORD);
      } else if (Character.isDigit(c)) {
        take(endOfNumber(), Kind.NUMBER);
      } else {
        take(at + Character.charCount(c), Kind.SIGN);
      }
    }
  }

  private void take(int end, Kind kind) {
    String original = text.substring(at, end);
    at = end;
    String cleaned =
        switch (kind) {
          case WORD -> withoutMarks(original);
          case NUMBER -> original.replace(",", "");
          case SIGN -> original;
        };
    if (!cleaned.isEmpty()) {
      tokens.add(new Token(fold(cleaned), cleaned, kind));
    }
  }

  /// Letters and digits; apostrophes inside a word and the dots of `U.S.` belong to it.
  private int endOfWord() {
    int end = at;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      boolean letter = Character.isLetterOrDigit(c) && !standsAlone(c);
      if (!letter && !mark(c) && !format(c) && !apostrophe(end) && !acronymDot(end)) {
        return end;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private boolean apostrophe(int index) {
    char c = text.charAt(index);
    return (c == '\'' || c == '’') && letterAt(index - 1) && letterAt(index + 1);
  }

  private boolean acronymDot(int index) {
    boolean single = index == at + 1 || (index >= at + 2 && text.charAt(index - 2) == '.');
    boolean last = index >= at + 3 && text.charAt(index - 2) == '.';
    return text.charAt(index) == '.'
        && single
        && letterAt(index - 1)
        && (letterAt(index + 1) || last);
  }

  private boolean letterAt(int index) {
    return index >= at && index < text.length() && Character.isLetter(text.charAt(index));
  }

  private int endOfNumber() {
    int end = at;
    while (end < text.length() && (digitAt(end) || separator(end))) {
      end++;
    }
    return end;
  }

  private boolean separator(int index) {
    char c = text.charAt(index);
    if (c == '.') {
      return digitAt(index + 1);
    }
    // A comma groups only before exactly three digits: "1,000", but "5, 10" and "3,4" are two.
    return c == ','
        && digitAt(index + 1)
        && digitAt(index + 2)
        && digitAt(index + 3)
        && !digitAt(index + 4);
  }

  private boolean digitAt(int index) {
    return index < text.length() && Character.isDigit(text.charAt(index));
  }

  /// Scripts without blanks between words: each character is a token.
  private static boolean standsAlone(int c) {
    if (c < 0x2E80) {
      return false;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA -> true;
      default -> false;
    };
  }

  /// Blanks and invisible characters. An underscore counts as a blank, as in column names.
  private static boolean invisible(int c) {
    if (c > ' ' && c < 0x7F) {
      return c == '_';
    }
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || format(c)
        || mark(c);
  }

  private static boolean format(int c) {
    return c >= 0x80 && Character.getType(c) == Character.FORMAT;
  }

  private static boolean mark(int c) {
    return c >= 0x300 && Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static String withoutMarks(String word) {
    if (plain(word)) {
      return word;
    }
    StringBuilder kept = new StringBuilder(word.length());
    word.codePoints()
        .filter(c -> c != '\'' && c != '’' && c != '.' && !mark(c) && !format(c))
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean plain(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c >= 0x80 || c == '\'' || c == '.') {
        return false;
      }
    }
    return true;
  }

  private static String fold(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (ascii(lower)) {
      return lower;
    }
    StringBuilder kept = new StringBuilder(lower.length());
    Normalizer.normalize(WholeLetters.plain(lower), Normalizer.Form.NFD)
        .codePoints()
        .filter(c -> !mark(c))
        .forEach(kept::appendCodePoint);
    return Normalizer.normalize(kept, Normalizer.Form.NFC);
  }

  private static boolean ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
