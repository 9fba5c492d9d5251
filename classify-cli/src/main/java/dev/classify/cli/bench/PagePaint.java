package dev.classify.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.local.process.TemporaryFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How fast a browser shows the page: from the start of the navigation to the first paint, and to
/// the first job in the list.
///
/// @param first of a browser that has never seen the page
/// @param again median of later visits, which find the files in their cache
public record PagePaint(Visit first, Visit again) {

  private static final int VISITS = 5;

  /// Waits in the page until an element is there.
  private static final String SHOWN =
      """
      new Promise(shown => {
        const look = () => document.querySelector('job-card')
          ? requestAnimationFrame(() => shown(performance.now())) : setTimeout(look, 5);
        look();
      })\
      """;

  /// The browser notes a paint some time after it.
  private static final String PAINTED =
      """
      new Promise(painted => {
        const look = () => {
          const paint = performance.getEntriesByName('first-contentful-paint')[0];
          paint ? painted(paint.startTime) : setTimeout(look, 20);
        };
        look();
      })\
      """;

  /// Times of one visit.
  public record Visit(Duration firstPaint, Duration jobs) {}

  /// Measures with the browser of this machine.
  ///
  /// @param link that logs in
  /// @return empty if there is none
  public static Optional<PagePaint> measure(URI link) throws IOException, InterruptedException {
    Optional<Path> program = Browser.program();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    try (TemporaryFolder folder = TemporaryFolder.create("classify-browser");
        Browser browser = Browser.start(program.get(), folder.path())) {
      browser.open(link);
      Visit first = visit(browser);
      List<Visit> visits = new ArrayList<>();
      for (int i = 0; i < VISITS; i++) {
        browser.reload();
        visits.add(visit(browser));
      }
      return Optional.of(
          new PagePaint(
              first,
              new Visit(
                  median(visits.stream().map(Visit::firstPaint).toList()),
                  median(visits.stream().map(Visit::jobs).toList()))));
    }
  }

  private static Visit visit(Browser browser) throws IOException, InterruptedException {
    Duration jobs = millis(browser.evaluate(SHOWN));
    return new Visit(millis(browser.evaluate(PAINTED)), jobs);
  }

  private static Duration millis(JsonNode time) throws IOException {
    if (!time.isNumber()) {
      throw new IOException("the page is not painted: " + time);
    }
    return Duration.ofMillis(Math.round(time.asDouble()));
  }

  private static Duration median(List<Duration> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }
}
