package dev.classify.indicator;

import java.util.Locale;
import java.util.Set;

/// Reduces HTML in metadata to its text.
///
/// Metadata is text that may contain some HTML, not a document: `U < 5 wks`, `(<$1.90 PPP a day)`
/// and `</indicator>` must stay. An HTML parser would drop or rewrite such text, so only
/// unmistakable tags are removed: a known element, well-formed attributes, a closing bracket.
final class HtmlText {

  /// A longer tag is taken for text, which also bounds the work on hostile input.
  private static final int TAG_LENGTH_MAX = 2_048;

  private static final Set<String> INLINE =
      Set.of(
          ("a abbr acronym b bdi bdo big center cite code del dfn em font i ins kbd label "
                  + "mark nobr q s samp small span strike strong sub sup time tt u var wbr")
              .split(" ", -1));

  private static final Set<String> BLOCKS =
      Set.of(
          ("address article aside audio blockquote body br button canvas caption col colgroup dd"
               + " details div dl dt embed fieldset figcaption figure footer form frame h1 h2 h3 h4"
               + " h5 h6 head header hr html iframe img input li link main meta nav noscript object"
               + " ol option p param pre section select source summary svg table tbody td textarea"
               + " tfoot th thead title tr ul video")
              .split(" ", -1));

  /// Elements whose content is not text either.
  private static final Set<String> SILENT = Set.of("script", "style");

  private final String html;
  private final StringBuilder text;
  private boolean commentsEnd = true;
  private boolean silenceEnds = true;

  private HtmlText(String html) {
    this.html = html;
    this.text = new StringBuilder(html.length());
  }

  /// One pass over the text. Tags that only appear when another is removed are left to the next
  /// pass.
  static String of(String html) {
    String decoded = CharacterReferences.decode(html);
    return decoded.indexOf('<') < 0 ? decoded : new HtmlText(decoded).reduce();
  }

  private String reduce() {
    int done = 0;
    int bracket = html.indexOf('<');
    while (bracket >= 0) {
      text.append(html, done, bracket);
      done = afterMarkup(bracket);
      if (done == bracket) {
        text.append('<');
        done++;
      }
      bracket = html.indexOf('<', done);
    }
    return text.append(html, done, html.length()).toString();
  }

  /// Where the text continues after the markup that starts here; `start` itself if none does.
  private int afterMarkup(int start) {
    if (html.startsWith("<!--", start)) {
      int end = commentsEnd ? html.indexOf("-->", start + 4) : -1;
      commentsEnd = end >= 0;
      return end < 0 ? start : end + 3;
    }
    boolean closing = html.startsWith("</", start);
    int nameStart = start + (closing ? 2 : 1);
    int nameEnd = nameStart;
    while (nameEnd < html.length() && isLetterOrDigit(html.charAt(nameEnd))) {
      nameEnd++;
    }
    if (nameEnd - nameStart > 10) {
      return start;
    }
    String name = html.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
    boolean silent = SILENT.contains(name);
    boolean block = BLOCKS.contains(name);
    if (!silent && !block && !INLINE.contains(name)) {
      return start;
    }
    int end = afterAttributes(nameEnd, Math.min(html.length(), start + TAG_LENGTH_MAX));
    if (end < 0) {
      return start;
    }
    if (block) {
      breakLine();
    }
    return silent && !closing ? afterSilence(name, end) : end;
  }

  private int afterSilence(String name, int start) {
    if (!silenceEnds) {
      return start;
    }
    for (int end = html.indexOf("</", start); end >= 0; end = html.indexOf("</", end + 2)) {
      if (html.regionMatches(true, end + 2, name, 0, name.length())) {
        int bracket = html.indexOf('>', end);
        return bracket < 0 ? html.length() : bracket + 1;
      }
    }
    silenceEnds = false;
    return start;
  }

  /// The index after the bracket that closes a tag, or -1 if no list of attributes follows.
  private int afterAttributes(int start, int limit) {
    int i = start;
    while (i < limit) {
      int blanks = i;
      i = skipBlanks(i, limit);
      if (html.startsWith("/>", i)) {
        return i + 2;
      }
      if (i < limit && html.charAt(i) == '>') {
        return i + 1;
      }
      if (i == blanks) {
        return -1;
      }
      i = afterAttribute(i, limit);
      if (i < 0) {
        return -1;
      }
    }
    return -1;
  }

  /// Skips `name="value"`. A name alone is not an attribute here, or `a <b and c> d` would be a
  /// tag.
  private int afterAttribute(int start, int limit) {
    int i = start;
    while (i < limit && (isLetterOrDigit(html.charAt(i)) || "-_:".indexOf(html.charAt(i)) >= 0)) {
      i++;
    }
    if (i == start) {
      return -1;
    }
    i = skipBlanks(i, limit);
    if (i >= limit || html.charAt(i) != '=') {
      return -1;
    }
    i = skipBlanks(i + 1, limit);
    if (i >= limit) {
      return -1;
    }
    char quote = html.charAt(i);
    if (quote == '"' || quote == '\'') {
      int end = html.indexOf(quote, i + 1, limit);
      return end < 0 ? -1 : end + 1;
    }
    while (i < limit && " \t\r\n\"'<>=".indexOf(html.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  private int skipBlanks(int start, int limit) {
    int i = start;
    while (i < limit && " \t\r\n".indexOf(html.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private void breakLine() {
    if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
      text.append('\n');
    }
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
