package dev.classify.cli.html;

import java.util.List;

/// Writes HTML that is also well-formed XML, and escapes text.
public final class HtmlMarkup {

  private final StringBuilder html = new StringBuilder();

  /// Appends markup without escaping it.
  public HtmlMarkup raw(String markup) {
    html.append(markup);
    return this;
  }

  /// An element that holds only text.
  ///
  /// @param tag with its attributes, such as `th scope="row"`
  public HtmlMarkup text(String tag, String text) {
    int end = tag.indexOf(' ');
    String name = end < 0 ? tag : tag.substring(0, end);
    return raw("<" + tag + ">" + escape(text) + "</" + name + ">\n");
  }

  /// A row whose first cell is its header.
  ///
  /// @param tag `tr` with its attributes
  public HtmlMarkup row(String tag, List<String> cells) {
    raw("<" + tag + ">").text("th scope=\"row\"", cells.getFirst());
    cells.stream().skip(1).forEach(cell -> text("td", cell));
    return raw("</tr>\n");
  }

  /// A table whose first column is the row header. A wide table scrolls in its own box.
  public HtmlMarkup table(
      String tag, String caption, List<String> headers, List<List<String>> rows) {
    raw("<div class=\"wide\" tabindex=\"0\"><" + tag + ">")
        .text("caption", caption)
        .raw("<thead><tr>");
    headers.forEach(header -> text("th scope=\"col\"", header));
    raw("</tr></thead>\n<tbody>\n");
    rows.forEach(row -> row("tr", row));
    return raw("</tbody></table></div>\n");
  }

  /// Escapes text for elements and attributes; replaces characters that XML does not allow.
  public static String escape(String text) {
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

  /// Whether XML 1.0, section 2.2, allows the character.
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
