package dev.classify.dist;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The system's Chromium without a window, driven by Playwright, which downloads no browser.
final class WebBrowser implements AutoCloseable {

  private static final List<Path> PROGRAMS =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));

  private final Playwright playwright;
  private final Browser browser;

  WebBrowser(Path program) {
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    // As root, which CI often is, Chromium starts only without its sandbox. It opens our page
    // alone.
    this.browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions().setExecutablePath(program).setArgs(List.of("--no-sandbox")));
  }

  /// The browser of this machine; empty if it has none that we know.
  static Optional<Path> program() {
    return PROGRAMS.stream().filter(Files::isExecutable).findFirst();
  }

  /// Opens a window.
  ///
  /// @param login the cookies of earlier visits; null to start without any
  Visit visit(URI page, int width, ColorScheme theme, @Nullable BrowserLogin login) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setBaseURL(page.toString())
            .setViewportSize(width, width < 500 ? 844 : 900)
            .setColorScheme(theme);
    BrowserContext context = browser.newContext(options);
    if (login != null) {
      context.addCookies(login.cookies());
    }
    return new Visit(context, login);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
