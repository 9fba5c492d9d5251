package dev.classify.cli.evaluate;

import dev.classify.cli.html.HtmlMarkup;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A plot of one share against another as SVG; both axes end at 100 %.
final class SvgPlot {

  private static final int LEFT = 52;
  private static final int TOP = 12;
  private static final int SIDE = 300;
  private static final int WIDTH = LEFT + SIDE + 20;
  private static final int HEIGHT = TOP + SIDE + 48;
  private static final int STEPS = 5;

  private final double fromX;
  private final double fromY;
  private final HtmlMarkup svg = new HtmlMarkup();

  /// A point and its label.
  record Point(double x, double y, String title) {}

  /// A plot with axes only.
  ///
  /// @param title what the plot shows, for screen readers
  SvgPlot(String title, String nameX, String nameY, double fromX, double fromY) {
    this.fromX = fromX;
    this.fromY = fromY;
    svg.raw(
        "<svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" aria-label=\"%s\">\n"
            .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT, HtmlMarkup.escape(title)));
    for (int step = 0; step <= STEPS; step++) {
      double x = fromX + (1 - fromX) * step / STEPS;
      double y = fromY + (1 - fromY) * step / STEPS;
      line("grid", x, fromY, x, 1);
      line("grid", fromX, y, 1, y);
      label(x(x), TOP + SIDE + 17, "middle", "%.0f %%".formatted(100 * x));
      label(LEFT - 6, y(y) + 4, "end", "%.0f %%".formatted(100 * y));
    }
    label(LEFT + SIDE / 2.0, HEIGHT - 8, "middle", nameX);
    svg.raw("<g transform=\"rotate(-90 12 %d)\">".formatted(TOP + SIDE / 2));
    label(12, TOP + SIDE / 2.0, "middle", nameY);
    svg.raw("</g>\n");
  }

  /// Starts the axes at the tenth below the lowest share, which keeps points near 100 % apart.
  static double from(double lowest) {
    return Math.clamp(Math.floor(lowest * 10 - 1e-9) / 10, 0, 0.9);
  }

  /// Draws the diagonal, where both shares are equal.
  SvgPlot diagonal() {
    double from = Math.max(fromX, fromY);
    line("ideal", from, from, 1, 1);
    return this;
  }

  SvgPlot points(List<Point> points) {
    String path =
        points.stream()
            .map(point -> number(x(point.x())) + "," + number(y(point.y())))
            .collect(Collectors.joining(" "));
    svg.raw("<polyline class=\"line\" points=\"" + path + "\"/>\n");
    for (Point point : points) {
      svg.raw(
          "<circle cx=\"%s\" cy=\"%s\" r=\"5\"><title>%s</title></circle>\n"
              .formatted(
                  number(x(point.x())), number(y(point.y())), HtmlMarkup.escape(point.title())));
    }
    return this;
  }

  private void line(String kind, double x1, double y1, double x2, double y2) {
    svg.raw(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
            .formatted(kind, number(x(x1)), number(y(y1)), number(x(x2)), number(y(y2))));
  }

  private void label(double x, double y, String anchor, String text) {
    svg.text(
        "text x=\"%s\" y=\"%s\" text-anchor=\"%s\"".formatted(number(x), number(y), anchor), text);
  }

  private double x(double share) {
    return LEFT + SIDE * (share - fromX) / (1 - fromX);
  }

  private double y(double share) {
    return TOP + SIDE * (1 - share) / (1 - fromY);
  }

  private static String number(double pixels) {
    return String.format(Locale.ROOT, "%.1f", pixels);
  }

  @Override
  public String toString() {
    return svg + "</svg>\n";
  }
}
