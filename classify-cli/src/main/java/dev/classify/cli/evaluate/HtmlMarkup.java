package dev.classify.cli.evaluate;

import java.util.List;

/// HTML that is XML as well; whatever comes as text is escaped.
final class HtmlMarkup {

  private final StringBuilder html = new StringBuilder();

  /// Markup as it stands.
  HtmlMarkup raw(String markup) {
    html.append(markup);
    return this;
  }

  /// An element that holds nothing but text.
  ///
  /// @param tag with its attributes, such as `th scope="row"`
  HtmlMarkup text(String tag, String text) {
    int end = tag.indexOf(' ');
    String name = end < 0 ? tag : tag.substring(0, end);
    return raw("<" + tag + ">" + escape(text) + "</" + name + ">\n");
  }

  /// A row with its header in front.
  ///
  /// @param tag `tr` with its attributes
  HtmlMarkup row(String tag, List<String> cells) {
    raw("<" + tag + ">").text("th scope=\"row\"", cells.getFirst());
    cells.stream().skip(1).forEach(cell -> text("td", cell));
    return raw("</tr>\n");
  }

  /// A table whose rows begin with their header, in a box that scrolls where it is too wide.
  HtmlMarkup table(String tag, String caption, List<String> headers, List<List<String>> rows) {
    raw("<div class=\"wide\" tabindex=\"0\"><" + tag + ">")
        .text("caption", caption)
        .raw("<thead><tr>");
    headers.forEach(header -> text("th scope=\"col\"", header));
    raw("</tr></thead>\n<tbody>\n");
    rows.forEach(row -> row("tr", row));
    return raw("</tbody></table></div>\n");
  }

  /// Text as it may stand between tags and in attributes; what XML cannot hold is replaced.
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(holds(c) ? c : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  /// The characters of XML 1.0, section 2.2.
  private static boolean holds(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c < 0xD800)
        || (c >= 0xE000 && c < 0xFFFE)
        || c >= 0x10000;
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
