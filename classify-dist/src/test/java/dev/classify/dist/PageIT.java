package dev.classify.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The page in a real browser, on a stack whose model is the simulator.
@Order(4)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageIT {

  private static final String NAME = "ada";
  private static final String PASSWORD = "correct horse battery staple";

  /// Where people look at what the page looks like.
  private static final Path PICTURES = Path.of("target", "screenshots");

  private static final List<Integer> WIDTHS = List.of(390, 1_024, 1_600);
  private static final String JOB = "shown";

  /// Other tests may take all the CPU meanwhile. The page gives up a call after 20 seconds and
  /// tries again.
  private static final double ASSERTION_MILLIS = 60_000;

  private EmbeddedStack stack;
  private WebBrowser browser;
  private URI page;
  private final BrowserLogin login = new BrowserLogin();

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Optional<Path> program = WebBrowser.program();
    assumeTrue(program.isPresent(), "browser tests are skipped: no chromium on this machine");
    // Slow enough that a job is seen while it runs.
    stack =
        EmbeddedStack.up(
            folder,
            Map.of(),
            "--simulator",
            "latency=lognormal:300ms,800ms",
            "--simulator",
            "error-rate=0.1");
    page = stack.address("worker");
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    BuiltProgram.Result added =
        stack.local(
            "user", "add", NAME, "--role", "operator", "--password-file", password.toString());
    assertThat(added.exit()).as(added.err()).isZero();
    BuiltProgram.Result run =
        stack.local("run", Samples.FILE.toString(), "--job", JOB, "--provider", "openai");
    assertThat(run.exit()).as(run.err()).isZero();
    reject(JOB, "US.REJECTED", "the model gave no valid answer after three tries");
    browser = new WebBrowser(program.get());
    setDefaultAssertionTimeout(ASSERTION_MILLIS);
    try (Visit visit = visit(1_024, ColorScheme.LIGHT, login)) {
      visit.open("");
      visit.logIn(NAME, PASSWORD);
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

  @Test
  void wrongPasswordIsRefusedAndLogoutEndsTheLogin() {
    try (Visit visit = visit(1_024, ColorScheme.LIGHT, null)) {
      visit.open("#/results");
      visit.logIn(NAME, "another password");
      assertThat(visit.page().getByRole(AriaRole.ALERT)).isVisible();
      visit.assertSound();
      visit.logIn(NAME, PASSWORD);
      assertThat(visit.heading("Results")).isVisible();
      visit.button("Log out").click();
      assertThat(visit.heading("Log in to classify")).isVisible();
      visit.page().reload();
      assertThat(visit.heading("Log in to classify")).isVisible();
    }
  }

  @Test
  void jobIsWatchedPausedAndContinued() throws Exception {
    try (Visit visit = visit(1_600, ColorScheme.LIGHT, login)) {
      visit.open("#/jobs");
      assertThat(visit.heading("Jobs")).isVisible();
      BuiltProgram.RunningCall run =
          stack
              .program()
              .begin(
                  "local",
                  "run",
                  Samples.FILE.toString(),
                  "--job",
                  "watched",
                  "--provider",
                  "openai",
                  "--force",
                  "--rpm",
                  "60",
                  "--per-request",
                  "5");
      Locator card =
          visit.page().locator("job-card", new Page.LocatorOptions().setHasText("watched"));
      assertThat(card).containsText("running");
      card.getByRole(AriaRole.LINK).first().click();
      visit.button("Pause").click();
      assertThat(visit.page().locator(".page-head .badge")).hasText("paused");
      visit.button("Resume").click();
      assertThat(visit.page().locator(".page-head .badge")).hasText("running");
      assertThat(visit.page().locator(".page-head .badge"))
          .containsText("complete", new ContainsTextOptions().setTimeout(120_000));
      assertThat(run.await().exit()).isZero();
      visit.assertSound();
    }
  }

  @Test
  void filteredResultsAreSharedByTheirAddress() {
    String address;
    try (Visit visit = visit(1_024, ColorScheme.LIGHT, login)) {
      visit.open("#/results");
      visit.page().getByLabel("Search by id or name").fill("oil");
      visit.button("Filters").click();
      visit.page().getByLabel("a rise is").selectOption("neutral");
      assertThat(visit.page().locator(".results tbody tr").first()).isVisible();
      visit.page().waitForURL(url -> url.contains("search=oil") && url.contains("neutral"));
      address = visit.page().url();
    }
    try (Visit visit = visit(390, ColorScheme.DARK, login)) {
      visit.page().navigate(address);
      assertThat(visit.page().getByLabel("Search by id or name")).hasValue("oil");
      assertThat(visit.page().locator(".results .indicator").first()).isVisible();
      visit.page().locator(".results .indicator a").first().click();
      assertThat(visit.page().locator("sample-plot")).isVisible();
      assertThat(visit.page().locator("request-exchange pre").last()).isVisible();
      visit.assertSound();
    }
  }

  @Test
  void rowIsCorrectedWithTheKeyboardAndTakenBack() throws Exception {
    try (Visit visit = visit(1_600, ColorScheme.LIGHT, login)) {
      visit.open("#/review");
      assertThat(visit.page().locator("answer-form")).isVisible();
      String id = visit.page().locator(".pairs dd.mono").first().textContent();
      visit.page().keyboard().press("0");
      assertThat(visit.page().locator("answer-form input:checked")).isFocused();
      visit.page().keyboard().press("ArrowDown");
      visit.page().keyboard().press("Enter");
      assertThat(visit.button("Save 1 correction")).isVisible();
      visit.page().keyboard().press("a");
      assertThat(visit.page().getByText("Corrected.")).isVisible();
      String judge =
          "select reviewed_by from classifications where indicator_id = '%s'".formatted(id);
      assertThat(stack.text(judge)).isEqualTo(NAME);
      visit.page().keyboard().press("u");
      assertThat(visit.page().getByText("Taken back.")).isVisible();
      assertThat(stack.text("select coalesce((%s), 'nobody')".formatted(judge)))
          .isEqualTo("nobody");
      visit.assertSound();
    }
  }

  @Test
  void manyAnswersAreAcceptedTogetherAndTakenBack() throws Exception {
    String waiting = "from review_items join classifications using (indicator_id)";
    String confidence =
        stack.text("select percentile_disc(0.5) within group (order by confidence) " + waiting);
    String counted =
        stack.text("select count(*) " + waiting + " where confidence >= " + confidence);
    String reviewed =
        "select count(*) from classifications where reviewed_by = '%s'".formatted(NAME);
    assertThat(stack.text(reviewed)).isEqualTo("0");
    try (Visit visit = visit(1_600, ColorScheme.LIGHT, login)) {
      visit.open("#/review");
      visit.button("Accept all above …").click();
      visit.page().getByLabel("Accept every waiting answer").fill(confidence);
      visit.button("Count them").click();
      assertThat(visit.page().getByText("Accept %s answers?".formatted(counted))).isVisible();
      visit.button("Accept them").click();
      Locator toast = visit.page().getByText("answers are accepted.");
      assertThat(toast).isVisible();
      String told = toast.textContent();
      // Fewer than were counted: the scheme forbids some answers that are in doubt.
      int accepted = Integer.parseInt(stack.text(reviewed));
      assertThat(accepted).isPositive();
      assertThat(told).contains(accepted + " answers are accepted.");
      assertThat(visit.page().getByText(accepted + " decided now")).isVisible();
      visit.page().keyboard().press("u");
      assertThat(visit.page().getByText("Taken back.")).isVisible();
      assertThat(visit.page().getByText("0 decided now")).isVisible();
      assertThat(stack.text(reviewed)).isEqualTo("0");
      assertThat(stack.text("select count(*) " + waiting + " where confidence >= " + confidence))
          .isEqualTo(counted);
      visit.assertSound();
    }
  }

  @Test
  void rejectedRowsAreRetriedByReason() throws Exception {
    Path input =
        Samples.write(
            Files.createTempFile(stack.program().home(), "few", ".csv"),
            List.of(List.of("indicator_id", "name"), List.of("A", "Exports of goods")));
    assertThat(stack.local("run", input.toString(), "--job", "few", "--provider", "rules").exit())
        .isZero();
    reject("few", "B", "the model gave no valid answer");
    reject("few", "C", "the model gave no valid answer");
    reject("few", "D", "another reason");
    try (Visit visit = visit(1_024, ColorScheme.LIGHT, login)) {
      visit.open("#/jobs/few");
      visit.button("Show 2 rows: the model gave no valid answer").click();
      assertThat(visit.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.LINK))
          .hasText(new String[] {"B", "C"});
      visit.button("Close").click();
      visit.button("Retry the model gave no valid answer").click();
      assertThat(visit.page().getByText("2 rows are asked about again.")).isVisible();
      assertThat(visit.page().locator(".reason")).hasText(new String[] {"another reason"});
      visit.assertSound();
    }
    assertThat(
            stack.text("select string_agg(indicator_id, '') from rejections where job_id = 'few'"))
        .isEqualTo("D");
  }

  private void reject(String job, String indicator, String reason) throws Exception {
    stack.execute(
        """
        insert into rejections (indicator_id, stage, reason, answer_version, content_hash, job_id,
          generation, round, batch_key, worker)
        values ('%s', 'model', '%s', 'v', 'h', '%s', 1, 0, 'b', 'worker')
        """
            .formatted(indicator, reason, job));
  }

  @Test
  void figuresAreWrittenAsPeopleReadThem() {
    try (Visit visit = visit(1_024, ColorScheme.LIGHT, null)) {
      visit.open("");
      Object written =
          visit
              .page()
              .evaluate(
                  """
                  () => import(document.querySelector('script[type=module]').src.replace('app.js', 'core/format.js'))
                    .then(format => [
                      format.money(0.000612), format.money(12.3), format.money(0), format.money(null),
                      format.duration(200), format.duration(0.4), format.duration(90061),
                      format.percent(0.123), format.percent(1), format.compact(48200),
                      format.bytes(184000000), format.millis(1234)])
                  """);
      assertThat(written)
          .isEqualTo(
              List.of(
                  "$0.00061",
                  "$12.30",
                  "$0.00",
                  "–",
                  "3 min 20 s",
                  "less than 1 s",
                  "1 d 1 h",
                  "12.3 %",
                  "100 %",
                  "48.2K",
                  "184 MB",
                  "1.2 s"));
    }
  }

  /// Look at them: `target/screenshots`.
  @Test
  void everyScreenIsSoundInBothThemesOnEveryWidth() throws Exception {
    Files.createDirectories(PICTURES);
    String indicator = stack.text("select min(indicator_id) from review_items");
    Map<String, String> screens =
        Map.of(
            "jobs", "#/jobs",
            "start", "#/start",
            "start-file", "#/start?upload=" + uploaded(),
            "job", "#/jobs/" + JOB,
            "results", "#/results?sort=confidence",
            "indicator", "#/results/" + indicator,
            "review", "#/review",
            "cluster", "#/cluster");
    for (int width : WIDTHS) {
      try (Visit visit = visit(width, ColorScheme.LIGHT, login)) {
        screens.forEach((name, place) -> look(visit, place, name + "-" + width));
      }
      try (Visit visit = visit(width, ColorScheme.LIGHT, null)) {
        look(visit, "", "login-" + width);
      }
    }
  }

  /// The sample rows, as somebody has uploaded them.
  private String uploaded() throws Exception {
    ApiClient api = new ApiClient(page);
    String token = api.logIn(NAME, PASSWORD).path("accessToken").asText();
    String answer =
        api.post("/uploads?name=indicators.csv", token, Files.readString(Samples.FILE)).body();
    return ApiClient.JSON.readTree(answer).path("upload").asText();
  }

  private static void look(Visit visit, String place, String picture) {
    visit.open(place);
    if (!visit.hasStarted()) {
      // Seen once on a busy machine, and not explained: this says what was loaded until then.
      System.out.println(picture + " has not started: " + visit.loaded());
      visit.open(place);
    }
    assertThat(visit.page().locator("h1").first()).isVisible();
    if (!place.isEmpty()) {
      assertThat(visit.page().locator("nav[aria-label=Main]")).isVisible();
      assertThat(visit.page().locator("login-view")).hasCount(0);
    }
    assertThat(visit.page().locator(".start")).hasCount(0);
    assertThat(visit.page().locator(".skeleton")).hasCount(0);
    visit.assertSoundInBothThemes(PICTURES, picture);
  }

  private Visit visit(int width, ColorScheme theme, @Nullable BrowserLogin login) {
    return browser.visit(page, width, theme, login);
  }
}
