package dev.classify.text;

/// Letters that look like one with a mark, but that Unicode does not take apart: the Turkish
/// dotless i, the Polish ł, the Vietnamese đ, the Nordic ø and æ, the German ß.
final class WholeLetters {

  private static final String LETTERS = "ıłđøæß";
  private static final String[] PLAIN = {"i", "l", "d", "o", "ae", "ss"};

  private WholeLetters() {}

  /// A text in small letters with the plain letters in place of these.
  static String plain(String lower) {
    StringBuilder plain = null;
    for (int i = 0; i < lower.length(); i++) {
      int at = LETTERS.indexOf(lower.charAt(i));
      if (at >= 0 && plain == null) {
        plain = new StringBuilder(lower.length() + 2).append(lower, 0, i);
      }
      if (plain != null) {
        plain.append(at >= 0 ? PLAIN[at] : String.valueOf(lower.charAt(i)));
      }
    }
    return plain == null ? lower : plain.toString();
  }
}
