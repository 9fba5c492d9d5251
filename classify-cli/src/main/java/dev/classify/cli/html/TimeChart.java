package dev.classify.cli.html;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Bars over time as SVG, with a dashed line for a limit.
public final class TimeChart {

  private static final int LEFT = 56;
  private static final int TOP = 10;
  private static final int INNER_WIDTH = 560;
  private static final int INNER_HEIGHT = 160;
  private static final int WIDTH = LEFT + INNER_WIDTH + 10;
  private static final int HEIGHT = TOP + INNER_HEIGHT + 26;

  private TimeChart() {}

  /// One bar and what it says when one points at it.
  public record Bar(double value, String title) {}

  /// A chart whose axis begins at zero.
  ///
  /// @param title for screen readers
  /// @param bars of equal lengths of time, in order
  /// @param limit drawn as a dashed line; null for none
  /// @param begin the time at the left edge
  /// @param end the time at the right edge
  public static String of(
      String title, List<Bar> bars, @Nullable Double limit, String begin, String end) {
    double highest = bars.stream().mapToDouble(Bar::value).max().orElse(0);
    double top = roundUp(Math.max(highest, limit == null ? 0 : limit));
    HtmlMarkup svg = new HtmlMarkup();
    svg.raw(
        "<svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" aria-label=\"%s\">\n"
            .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT, HtmlMarkup.escape(title)));
    for (int step = 0; step <= 2; step++) {
      double value = top * step / 2;
      line(svg, "grid", y(value, top));
      label(svg, LEFT - 6, y(value, top) + 4, "end", figure(value));
    }
    double width = (double) INNER_WIDTH / Math.max(bars.size(), 1);
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      if (bar.value() > 0) {
        double y = y(bar.value(), top);
        svg.raw(
            "<rect class=\"bar\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></rect>\n"
                .formatted(
                    number(LEFT + i * width),
                    number(y),
                    number(Math.max(width - 1, 0.6)),
                    number(TOP + INNER_HEIGHT - y),
                    HtmlMarkup.escape(bar.title())));
      }
    }
    if (limit != null) {
      line(svg, "ideal", y(limit, top));
    }
    label(svg, LEFT, HEIGHT - 8, "start", begin);
    label(svg, LEFT + INNER_WIDTH, HEIGHT - 8, "end", end);
    return svg.raw("</svg>\n").toString();
  }

  /// To 1, 2 or 5 and zeros, at least 1.
  static double roundUp(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1))));
    for (int factor : new int[] {1, 2, 5}) {
      if (value <= factor * power) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static double y(double value, double top) {
    return TOP + INNER_HEIGHT * (1 - value / top);
  }

  private static void line(HtmlMarkup svg, String kind, double y) {
    svg.raw(
        "<line class=\"%s\" x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\"/>\n"
            .formatted(kind, LEFT, number(y), LEFT + INNER_WIDTH, number(y)));
  }

  private static void label(HtmlMarkup svg, double x, double y, String anchor, String text) {
    svg.text(
        "text x=\"%s\" y=\"%s\" text-anchor=\"%s\"".formatted(number(x), number(y), anchor), text);
  }

  private static String figure(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private static String number(double pixels) {
    return String.format(Locale.ROOT, "%.1f", pixels);
  }
}
