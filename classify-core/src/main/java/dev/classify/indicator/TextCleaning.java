package dev.classify.indicator;

import dev.classify.terminal.ShownText;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/// Cleans the raw text of a field.
///
/// Cleaning is idempotent: the CLI and the worker both clean, and must agree on the content.
final class TextCleaning {

  /// Text that still changes after this many passes was made to do so.
  private static final int PASSES_MAX = 8;

  private static final Set<String> NULL_WORDS =
      Set.of(
          "n/a #n/a n.a. na <na> nan null (null) none nil undefined - -- – — . .. ... …"
              .split(" ", -1));

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private TextCleaning() {}

  /// An id without the blanks around it; all else in it is kept, since it is opaque.
  static String id(String raw) {
    return strip(raw);
  }

  /// Text as a person sees it: composed characters (NFC), nothing invisible, no control characters
  /// but tab and line ends, no unpaired surrogates, no blanks around it.
  static String text(String raw) {
    return isPlain(raw) ? strip(raw) : strip(visible(raw));
  }

  /// As [#text], with HTML reduced to its text.
  static String textOfHtml(String raw) {
    String text = text(raw);
    for (int pass = 0; pass < PASSES_MAX; pass++) {
      if (text.indexOf('<') < 0 && text.indexOf('&') < 0) {
        return text;
      }
      String next = text(HtmlText.of(text));
      if (next.equals(text)) {
        return text;
      }
      text = next;
    }
    // Tags nested this deeply are not text; without these two characters nothing is left to unfold.
    return text(text.replace('<', ' ').replace('&', ' '));
  }

  /// A date or number in plain characters: full-width digits and odd blanks become common ones.
  static String compatible(String raw) {
    String text = text(raw);
    return isPlain(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  /// Whether the text is a word for no value, such as `N/A`.
  static boolean isNullWord(String text) {
    return text.length() <= 9 && NULL_WORDS.contains(text.toLowerCase(Locale.ROOT));
  }

  /// Whether the text holds an unpaired surrogate, which UTF-8 cannot write.
  static boolean isBroken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.charCount(text.codePointAt(i)) == 1) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x7F || (c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
        return false;
      }
    }
    return true;
  }

  private static String visible(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    int next;
    for (int i = 0; i < raw.length(); i = next) {
      int c = raw.codePointAt(i);
      next = i + Character.charCount(c);
      if (c >= 0x80 && c < 0xA0) {
        windows(c, text);
      } else if (c == '\u000B' || c == '\f') {
        text.append('\n');
      } else if (Character.getType(c) == Character.SURROGATE) {
        text.append('\uFFFD');
      } else if (isKept(c) || (c == 0x200D && joinsEmoji(raw, i, next))) {
        text.appendCodePoint(c);
      }
    }
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /// Reads a control character of the second block as the Windows character that was meant, as HTML
  /// does: `S&P` + U+0092 + `s` is an apostrophe in real metadata.
  private static void windows(int control, StringBuilder text) {
    String meant = new String(new byte[] {(byte) control}, WINDOWS);
    if (!meant.equals("\uFFFD")) {
      text.append(meant);
    }
  }

  private static boolean isKept(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c == '\n' || c == '\r' || c == '\t';
      // Zero-width and bidirectional characters, soft hyphens, hidden tags.
      case Character.FORMAT -> ShownText.isNumberSign(c);
      default -> true;
    };
  }

  private static boolean joinsEmoji(String raw, int joiner, int next) {
    if (joiner == 0 || next == raw.length()) {
      return false;
    }
    int before = raw.codePointBefore(joiner);
    return Character.isExtendedPictographic(raw.codePointAt(next))
        && (Character.isExtendedPictographic(before)
            || Character.isEmojiModifier(before)
            || before == 0xFE0F);
  }

  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (end > start && isBlank(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  /// Blanks of any script, the letters that only look like one, and what cannot be seen at all.
  private static boolean isBlank(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || (Character.getType(c) == Character.FORMAT && !ShownText.isNumberSign(c))
        || c == 0x115F
        || c == 0x1160
        || c == 0x2800
        || c == 0x3164
        || c == 0xFFA0;
  }
}
