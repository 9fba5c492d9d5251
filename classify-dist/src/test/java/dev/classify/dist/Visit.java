package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A window of a browser, and what went wrong in it.
final class Visit implements AutoCloseable {

  /// How far things jump while nobody touches the page.
  private static final String WATCH_SHIFTS =
      """
      window.shifts = [];
      new PerformanceObserver(list => list.getEntries().filter(each => !each.hadRecentInput).forEach(
        each => window.shifts.push([each.startTime, each.value, each.sources.map(source => source.node?.outerHTML?.slice(0, 120))])))
        .observe({type: 'layout-shift', buffered: true})
      """;

  /// The worst burst of jumps, at most a second apart and five seconds together: the Cumulative
  /// Layout Shift of web.dev/articles/cls, which calls up to 0.1 good.
  private static final String WORST_BURST =
      """
      shifts.reduce(({from, last, sum, worst}, [at, value]) => {
        const goesOn = at - last < 1_000 && at - from < 5_000;
        const burst = goesOn ? sum + value : value;
        return {from: goesOn ? from : at, last: at, sum: burst, worst: Math.max(worst, burst)};
      }, {from: -Infinity, last: -Infinity, sum: 0, worst: 0}).worst
      """;

  private static final String CUT_PANELS =
      """
      [...document.querySelectorAll('.panel')].filter(panel => panel.scrollWidth > panel.clientWidth)
        .map(panel => panel.getAttribute('aria-label'))
      """;

  private static final double STARTED_MILLIS = 10_000;

  private static final double DRAWN_MILLIS = 150;

  private static final double SHIFT_MAX = 0.02;

  /// The browser reports each answer with an error status, also when the page expects it.
  private static final String EXPECTED = "Failed to load resource: the server responded with a";

  /// Another test has started or stopped a container. The page tries again.
  private static final String NETWORK_CHANGED = "Failed to load resource: net::ERR_NETWORK_CHANGED";

  private static final String AXE = axe();

  private final BrowserContext context;
  private final @Nullable BrowserLogin login;
  private final Page page;
  private final List<String> errors = new CopyOnWriteArrayList<>();

  /// @param login where its cookies are left; null to forget them
  Visit(BrowserContext context, @Nullable BrowserLogin login) {
    this.context = context;
    this.login = login;
    context.addInitScript(WATCH_SHIFTS);
    this.page = context.newPage();
    page.onConsoleMessage(this::hear);
    page.onPageError(errors::add);
  }

  private void hear(ConsoleMessage message) {
    if (message.type().equals("error") && !isExpected(message.text())) {
      errors.add(message.text());
    }
  }

  private static boolean isExpected(String error) {
    return error.startsWith(EXPECTED) || error.equals(NETWORK_CHANGED);
  }

  private static String axe() {
    try (InputStream script = Visit.class.getResourceAsStream("/axe.min.js")) {
      if (script == null) {
        throw new IllegalStateException("axe-core is not on the class path");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  Page page() {
    return page;
  }

  /// Loads the page at a place such as `#/jobs`.
  void open(String place) {
    page.navigate("about:blank"); // from one place to another it would not be loaded again
    page.navigate("/" + place);
  }

  /// Whether the page knows who looks at it, after ten seconds at most.
  boolean hasStarted() {
    return isGone(".start", STARTED_MILLIS);
  }

  private boolean isGone(String selector, double millis) {
    try {
      page.locator(selector)
          .waitFor(
              new Locator.WaitForOptions()
                  .setState(WaitForSelectorState.DETACHED)
                  .setTimeout(millis));
      return true;
    } catch (TimeoutError _) {
      return false;
    }
  }

  /// What the browser has asked for, with the status and the time of the answer.
  String loaded() {
    return errors
        + " "
        + page.evaluate(
            """
            JSON.stringify(performance.getEntriesByType('resource')
              .map(each => [each.name, each.responseStatus, Math.round(each.responseEnd)]))
            """);
  }

  void logIn(String name, String password) {
    page.getByLabel("Name").fill(name);
    page.getByLabel("Password").fill(password);
    button("Log in").click();
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  void picture(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }

  /// Nothing failed, nothing jumped, nothing is cut off, and axe-core finds nothing serious.
  void assertSound() {
    assertThat(errors).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .as("fits the width of the window")
        .isEqualTo(true);
    assertThat((List<?>) page.evaluate(CUT_PANELS))
        .as("panels that cut off what they hold")
        .isEmpty();
    assertThat(((Number) page.evaluate(WORST_BURST)).doubleValue())
        .as("layout shift: %s", page.evaluate("JSON.stringify(shifts)"))
        .isLessThan(SHIFT_MAX);
    assertAccessible("{}");
  }

  /// Checks the page as it is, and leaves a picture of it in each theme. Only colours depend on the
  /// theme, so nothing else is looked at in the dark.
  ///
  /// @param name of the pictures, such as `jobs-390`
  void assertSoundInBothThemes(Path folder, String name) {
    show(ColorScheme.LIGHT);
    picture(folder.resolve(name + "-light.png"));
    assertSound();
    show(ColorScheme.DARK);
    picture(folder.resolve(name + "-dark.png"));
    assertAccessible("{runOnly: ['color-contrast']}");
    show(ColorScheme.LIGHT);
  }

  /// Waits until charts are drawn. Bars that grow are as long as they will be at once.
  private void show(ColorScheme theme) {
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(theme)
            .setReducedMotion(ReducedMotion.REDUCE));
    page.waitForTimeout(DRAWN_MILLIS);
  }

  private void assertAccessible(String options) {
    page.evaluate(AXE);
    assertThat(
            (List<?>)
                page.evaluate(
                    """
                    axe.run(%s).then(result => result.violations
                      .filter(each => each.impact === 'serious' || each.impact === 'critical')
                      .map(each => each.id + ': ' + each.nodes.map(node => node.html).join(' | ')))
                    """
                        .formatted(options)))
        .isEmpty();
  }

  @Override
  public void close() {
    if (login != null) {
      login.keep(context.cookies());
    }
    context.close();
  }
}
