package dev.classify.cli.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// One self-contained HTML page: no network, no scripts.
public final class HtmlPage {

  private HtmlPage() {}

  /// Begins a document whose heading is its title.
  public static HtmlMarkup begin(String title) {
    return new HtmlMarkup()
        .raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
        .text("title", title)
        .raw("<style>\n" + style() + "</style>\n</head>\n<body>\n<main>\n")
        .text("h1", title);
  }

  /// Ends it.
  public static String end(HtmlMarkup html) {
    return html.raw("</main>\n</body>\n</html>\n").toString();
  }

  /// An item of a list of the class `tiles`.
  public static void tile(HtmlMarkup html, String figure, String what) {
    html.raw("<li>").text("b", figure).text("span", what).raw("</li>\n");
  }

  private static String style() {
    try (InputStream css = HtmlPage.class.getResourceAsStream("page.css")) {
      return new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
