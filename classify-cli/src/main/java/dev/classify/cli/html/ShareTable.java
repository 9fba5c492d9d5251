package dev.classify.cli.html;

import java.util.List;
import java.util.Locale;

/// A table of counts with a bar for the part that each has of the whole.
public final class ShareTable {

  private ShareTable() {}

  /// One row.
  ///
  /// @param name in words
  public record Share(String name, long count) {}

  /// Writes the table; nothing without rows.
  ///
  /// @param head of the first column
  /// @param unit what is counted
  public static void write(
      HtmlMarkup html, String caption, String head, String unit, List<Share> shares) {
    if (shares.isEmpty()) {
      return;
    }
    long whole = shares.stream().mapToLong(Share::count).sum();
    html.raw("<div class=\"wide\" tabindex=\"0\"><table class=\"shares\">")
        .text("caption", caption)
        .raw("<thead><tr>")
        .text("th scope=\"col\"", head)
        .text("th scope=\"col\"", unit)
        .raw("<th scope=\"col\"><span class=\"soft\">share</span></th></tr></thead>\n<tbody>\n");
    for (Share share : shares) {
      double part = whole == 0 ? 0 : 100.0 * share.count() / whole;
      html.raw("<tr>")
          .text("th scope=\"row\"", share.name())
          .text("td", Long.toString(share.count()))
          .raw(
              String.format(
                  Locale.ROOT,
                  "<td class=\"share\"><span style=\"width: %.1f%%\"></span></td></tr>%n",
                  part));
    }
    html.raw("</tbody></table></div>\n");
  }
}
