package dev.classify.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A page that cannot get all of its files loads again, and a server that does not say who is
/// logged in logs nobody out.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageOutageIT {

  private static final String PASSWORD = "correct horse battery staple";
  private static final double ASSERTION_MILLIS = 60_000;

  private static final String ME = "**/api/v1/auth/me";
  private static final String REFRESH = "**/api/v1/auth/refresh";
  private static final String RESULTS = "**/api/v1/results?*";

  private final BrowserLogin login = new BrowserLogin();
  private EmbeddedStack stack;
  private WebBrowser browser;
  private URI page;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Optional<Path> program = WebBrowser.program();
    assumeTrue(program.isPresent(), "browser tests are skipped: no chromium on this machine");
    stack = EmbeddedStack.up(folder, Map.of());
    page = stack.address("worker");
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    BuiltProgram.Result added =
        stack.local(
            "user", "add", "ada", "--role", "operator", "--password-file", password.toString());
    assertThat(added.exit()).as(added.err()).isZero();
    browser = new WebBrowser(program.get());
    setDefaultAssertionTimeout(ASSERTION_MILLIS);
    try (Visit visit = visit()) {
      visit.open("");
      visit.logIn("ada", PASSWORD);
      assertThat(visit.heading("Jobs")).isVisible();
    }
  }

  @AfterAll
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (stack != null) {
      stack.down();
    }
  }

  private Visit visit() {
    return browser.visit(page, 1_024, ColorScheme.LIGHT, login);
  }

  private static void answer(Visit visit, String address, int status) {
    visit.page().route(address, route -> route.fulfill(new FulfillOptions().setStatus(status)));
  }

  /// Fails as many requests as named, then lets them pass: as ERR_NETWORK_CHANGED of Chromium does.
  private static void fail(Visit visit, String address, int times) {
    AtomicInteger failed = new AtomicInteger();
    visit
        .page()
        .route(
            address,
            route -> {
              if (failed.incrementAndGet() <= times) {
                route.abort("connectionreset");
              } else {
                route.resume();
              }
            });
  }

  @Test
  void pageWhoseModuleIsLostLoadsAgain() {
    try (Visit visit = visit()) {
      // The browser asks for a module twice, as it is also named for preloading.
      fail(visit, "**/core/router.js", 3);
      visit.open("#/results");
      assertThat(visit.heading("Results")).isVisible();
    }
  }

  @Test
  void pageWhoseStyleIsLostLoadsAgain() {
    try (Visit visit = visit()) {
      fail(visit, "**/styles/shell.css", 1);
      visit.open("#/results");
      assertThat(visit.page().locator(".shell")).hasCSS("display", "grid");
      assertThat(visit.heading("Results")).isVisible();
    }
  }

  @Test
  void pageWhoseModuleStaysAwaySaysSo() {
    try (Visit visit = visit()) {
      fail(visit, "**/core/router.js", Integer.MAX_VALUE);
      visit.open("#/results");
      assertThat(visit.page().getByText("Some files of this page cannot be loaded.")).isVisible();
    }
  }

  @Test
  void questionIsAskedAgainAfterAShortLossOfTheNetwork() {
    try (Visit visit = visit()) {
      fail(visit, RESULTS, 1);
      visit.open("#/results");
      assertThat(visit.page().locator(".empty-title")).hasText("No answers yet.");
    }
  }

  @Test
  void pageThatCannotStartTriesAgainAndReachesItsPlace() {
    try (Visit visit = visit()) {
      answer(visit, ME, 503);
      visit.open("#/results");
      assertThat(visit.button("Try again")).isVisible();
      assertThat(visit.page().locator("login-view")).hasCount(0);
      visit.page().unroute(ME);
      assertThat(visit.heading("Results")).isVisible();
      visit.assertSound();
    }
  }

  @Test
  void refreshThatFailsAtTheStartIsNoLogout() {
    try (Visit visit = visit()) {
      answer(visit, ME, 401);
      answer(visit, REFRESH, 503);
      visit.open("#/results");
      assertThat(visit.button("Try again")).isVisible();
      assertThat(visit.page().locator("login-view")).hasCount(0);
      visit.page().unroute(ME);
      visit.button("Try again").click();
      assertThat(visit.heading("Results")).isVisible();
    }
  }

  @Test
  void refreshThatFailsLaterIsNoLogout() {
    try (Visit visit = visit()) {
      visit.open("#/jobs");
      assertThat(visit.heading("Jobs")).isVisible();
      answer(visit, ME, 401);
      answer(visit, REFRESH, 503);
      answer(visit, RESULTS, 401);
      visit.link("Results").click();
      assertThat(visit.button("Try again")).isVisible();
      assertThat(visit.page().locator("login-view")).hasCount(0);
      visit.page().unroute(REFRESH);
      answer(visit, REFRESH, 401);
      visit.button("Try again").click();
      assertThat(visit.heading("Log in to classify")).isVisible();
    }
  }

  @Test
  void pagesOfOneBrowserRefreshTheirLoginOnce() {
    AtomicInteger refreshed = new AtomicInteger();
    try (Visit visit = visit()) {
      visit.open("#/jobs");
      Page other = visit.page().context().newPage();
      other.navigate("/#/jobs");
      List<Page> pages = List.of(visit.page(), other);
      pages.forEach(one -> assertThat(one.locator("h1")).hasText("Jobs"));
      visit
          .page()
          .context()
          .onRequest(
              request -> {
                if (request.url().endsWith("/auth/refresh")) {
                  refreshed.incrementAndGet();
                }
              });
      visit
          .page()
          .context()
          .clearCookies(new ClearCookiesOptions().setName(Pattern.compile("classify_access.*")));
      pages.forEach(one -> one.evaluate("location.hash = '#/results'"));
      pages.forEach(one -> assertThat(one.locator("h1")).hasText("Results"));
      pages.forEach(one -> assertThat(one.locator(".empty-title")).hasText("No answers yet."));
    }
    assertThat(refreshed).hasValue(1);
  }
}
