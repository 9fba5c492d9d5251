package dev.classify.terminal;

/// Makes foreign text safe to show on a terminal and in a log.
///
/// Ids, column names, paths, reasons of models and messages of servers come from others. A
/// control character in them could rename the window, clear the screen or overwrite a line; a
/// bidirectional one could show another answer than the one that is stored. Such characters are
/// shown as `\u001b`, the way JSON escapes them, so that JSON keeps its meaning.
public final class ShownText {

  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private ShownText() {}

  /// The text on one line: line ends and tabs are escaped too.
  public static String of(String text) {
    return escape(text, false);
  }

  /// Text of several lines, which keeps its line ends and tabs. A carriage return alone is escaped,
  /// since it would overwrite the line.
  public static String lines(String text) {
    return escape(text, true);
  }

  /// Whether a character cannot be seen, or changes how others are shown: control and format
  /// characters, separators of lines and paragraphs, and halves of characters.
  ///
  /// @param codePoint of Unicode
  public static boolean isHidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      case Character.FORMAT -> !isNumberSign(codePoint);
      default -> false;
    };
  }

  /// Signs that Arabic, Syriac and Kaithi put around numbers: format characters that can be seen.
  public static boolean isNumberSign(int codePoint) {
    return (codePoint >= 0x600 && codePoint <= 0x605)
        || codePoint == 0x6DD
        || codePoint == 0x70F
        || (codePoint >= 0x890 && codePoint <= 0x891)
        || codePoint == 0x8E2
        || codePoint == 0x110BD
        || codePoint == 0x110CD;
  }

  private static String escape(String text, boolean keepsLines) {
    StringBuilder shown = null;
    int next;
    for (int i = 0; i < text.length(); i = next) {
      int c = text.codePointAt(i);
      next = i + Character.charCount(c);
      boolean kept =
          !isHidden(c) || (keepsLines && keepsLines(text, c, next)) || joinsEmoji(text, c, next);
      if (kept && shown != null) {
        shown.appendCodePoint(c);
      } else if (!kept) {
        shown = shown == null ? new StringBuilder(text.length() + 16).append(text, 0, i) : shown;
        for (int unit = i; unit < next; unit++) {
          append(shown, text.charAt(unit));
        }
      }
    }
    return shown == null ? text : shown.toString();
  }

  private static boolean keepsLines(String text, int c, int next) {
    return c == '\n'
        || c == '\t'
        || (c == '\r' && next < text.length() && text.charAt(next) == '\n');
  }

  /// Between two emoji the joiner makes one sign of them.
  private static boolean joinsEmoji(String text, int c, int next) {
    return c == ZERO_WIDTH_JOINER
        && next < text.length()
        && Character.isExtendedPictographic(text.codePointAt(next));
  }

  private static void append(StringBuilder shown, char c) {
    switch (c) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      default -> shown.append("\\u%04x".formatted((int) c));
    }
  }
}
