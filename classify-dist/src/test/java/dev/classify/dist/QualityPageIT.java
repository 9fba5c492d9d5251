package dev.classify.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What people do on the page about the quality of answers: judge them together, compare them with
/// labels, and look at what a projector has counted.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QualityPageIT {

  private static final String PASSWORD = "correct horse battery staple";
  private static final Path PICTURES = Path.of("target", "screenshots");
  /// The page gives up a call after 20 seconds, and tries again.
  private static final double ASSERTION_MILLIS = 60_000;

  /// A thousand resamples of each field, on a machine that may be busy.
  private static final double EVALUATION_MILLIS = 120_000;

  private static final double GROWING_MILLIS = 700;

  private EmbeddedStack stack;
  private WebBrowser browser;
  private URI page;
  private final BrowserLogin ada = new BrowserLogin();
  private final BrowserLogin ben = new BrowserLogin();

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Optional<Path> program = WebBrowser.program();
    assumeTrue(program.isPresent(), "browser tests are skipped: no chromium on this machine");
    stack = EmbeddedStack.up(folder, Map.of(), "--projectors", "1");
    page = stack.address("worker");
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    for (List<String> user : List.of(List.of("ada", "operator"), List.of("ben", "reviewer"))) {
      BuiltProgram.Result added =
          stack.local(
              "user",
              "add",
              user.getFirst(),
              "--role",
              user.getLast(),
              "--password-file",
              password.toString());
      assertThat(added.exit()).as(added.err()).isZero();
    }
    BuiltProgram.Result run =
        stack.local("run", Samples.FILE.toString(), "--job", "samples", "--provider", "rules");
    assertThat(run.exit()).as(run.err()).isZero();
    browser = new WebBrowser(program.get());
    setDefaultAssertionTimeout(ASSERTION_MILLIS);
    logIn("ada", ada);
    logIn("ben", ben);
  }

  private void logIn(String name, BrowserLogin login) {
    try (Visit visit = visit(1_024, ColorScheme.LIGHT, login)) {
      visit.open("");
      visit.logIn(name, PASSWORD);
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

  private Visit visit(int width, ColorScheme theme, @Nullable BrowserLogin login) {
    return browser.visit(page, width, theme, login);
  }

  @Test
  void secondJudgeWhoDisagreesIsShownAndSettled() throws Exception {
    String id;
    try (Visit visit = visit(1_600, ColorScheme.LIGHT, ada)) {
      visit.open("#/review?part=agreement");
      visit.page().getByLabel("Judges for each answer").selectOption("2");
      assertThat(visit.page().getByText("2 people judge each answer now.")).isVisible();
      visit.open("#/review");
      assertThat(visit.page().locator("answer-form")).isVisible();
      id = visit.page().locator(".pairs dd.mono").first().textContent();
      visit.page().keyboard().press("a");
      assertThat(visit.page().getByText("1 of 2 judges; the answer waits")).isVisible();
      visit.assertSound();
    }
    try (Visit visit = visit(1_024, ColorScheme.DARK, ben)) {
      visit.open("#/review?id=" + id);
      assertThat(visit.page().locator("answer-form")).isVisible();
      assertThat(visit.page().locator(".judgements")).hasCount(0);
      correct(visit);
      assertThat(visit.page().getByText("2 judges, who disagree; settle it")).isVisible();
      visit.link("Disagreements").click();
      assertThat(visit.page().locator(".judgements"))
          .containsText(Pattern.compile("ada\\s+accepts.*ben\\s+corrects", Pattern.DOTALL));
      picture(visit, "disagreement-1024-dark.png");
      visit.page().locator("a[href='#/review?part=agreement']").click();
      Locator orientation =
          visit
              .page()
              .locator("review-agreement tbody tr")
              .filter(new Locator.FilterOptions().setHasText("a rise is"));
      assertThat(orientation).containsText("0 %");
      picture(visit, "agreement-1024-dark.png");
      visit.open("#/review?part=disputed");
      assertThat(visit.page().locator(".judgements")).isVisible();
      visit.page().keyboard().press("a");
      assertThat(visit.page().getByText("No judges disagree.")).isVisible();
      visit.assertSound();
    }
    assertThat(
            stack.text(
                "select reviewed_by from classifications where indicator_id = '%s'".formatted(id)))
        .isEqualTo("ben");
    assertThat(stack.local("review", "judges", "1").out()).contains("judges for each answer: 1");
    assertThat(stack.local("review", "agreement").out()).contains("ada, ben", "alpha");
  }

  /// Chooses another orientation with the keyboard.
  private static void correct(Visit visit) {
    visit.page().keyboard().press("0");
    assertThat(visit.page().locator("answer-form input:checked")).isFocused();
    visit.page().keyboard().press("ArrowDown");
    visit.page().keyboard().press("Enter");
    assertThat(visit.button("Save 1 correction")).isVisible();
    visit.page().keyboard().press("a");
  }

  @Test
  void fileOfLabelsIsEvaluatedAndCompared() throws Exception {
    try (Visit visit = visit(1_600, ColorScheme.LIGHT, ben)) {
      evaluate(visit, "of the job", "samples");
      assertThat(visit.page().locator(".accuracy li")).hasCount(12);
      assertThat(visit.page().locator(".share-plot")).hasCount(2);
      assertThat(visit.page().locator(".heat")).hasCount(3);
      visit.page().getByLabel("Wrong rows").getByRole(AriaRole.LINK).first().click();
      assertThat(visit.page().locator("sample-plot")).isVisible();
      evaluate(visit, "of today", "");
      visit
          .page()
          .getByLabel("Compared")
          .locator("select")
          .selectOption(new SelectOption().setIndex(1));
      assertThat(visit.page().getByLabel("Comparison by field").locator("tbody tr")).hasCount(12);
      visit.page().waitForURL(url -> url.contains("before=evaluation-"));
      String address = visit.page().url();
      visit.open("#/quality");
      assertThat(visit.page().getByText("Over time")).isVisible();
      visit.assertSound();
      visit.page().navigate(address);
      assertThat(visit.page().getByLabel("Comparison by field")).isVisible();
    }
    JsonNode command =
        new JsonMapper()
            .readTree(
                stack
                    .local(
                        "evaluate",
                        Samples.LABELS.toString(),
                        "--job",
                        "samples",
                        "--output",
                        "json")
                    .out());
    JsonNode stored =
        new JsonMapper()
            .readTree(stack.text("select result::text from evaluations where job_id = 'samples'"));
    assertThat(stored.at("/runs")).isEqualTo(command.at("/runs"));
    for (int width : List.of(390, 1_024, 1_600)) {
      look(width);
    }
  }

  @Test
  void readModelsOfTheProjectorAreShownAndReported() throws Exception {
    for (String job : List.of("few", "few-again")) {
      BuiltProgram.Result run =
          stack.local("run", fewRows().toString(), "--job", job, "--provider", "rules", "--force");
      assertThat(run.exit()).as(run.err()).isZero();
    }
    try (Visit visit = visit(1_024, ColorScheme.LIGHT, ada)) {
      visit.open("#/review?part=agreement");
      visit.page().getByLabel("Judges for each answer").selectOption("1");
      visit.open("#/review");
      assertThat(visit.page().locator("answer-form")).isVisible();
      visit.page().keyboard().press("a");
      assertThat(visit.page().getByText("Accepted.")).isVisible();
      awaitProjector();
      visit.open("#/quality");
      Locator models = visit.page().locator("read-models");
      assertThat(models.getByLabel("Disagreement by field").locator("tbody tr").first())
          .containsText(Pattern.compile("Rules and people.*1\\s*0\\s*0 %", Pattern.DOTALL));
      assertThat(models.getByLabel("Drift of confidences between jobs").locator("tbody tr").first())
          .containsText(Pattern.compile("few-again\\s*few\\s.*0 %", Pattern.DOTALL));
      Locator values = models.getByLabel("Values by source").locator("tbody");
      assertThat(values).containsText("price");
      models.locator("select").selectOption("scale");
      assertThat(values).containsText("millions");
      assertThat(models.locator(".foot")).containsText("Counted by projectors");
      visit.assertSound();
    }
    BuiltProgram.Result report = stack.local("report", "few-again", "--json");
    JsonNode counted = new JsonMapper().readTree(report.out()).path("read_models");
    assertThat(counted.at("/drift/before").asText()).as(report.out()).isEqualTo("few");
    assertThat(counted.at("/placements/0/classified").asInt()).isEqualTo(2);
  }

  private Path fewRows() throws Exception {
    return Samples.write(
        stack.program().home().resolveSibling("few.csv"),
        List.of(
            List.of("indicator_id", "name", "units"),
            List.of("FEW.1", "Exports of goods", "USD mn"),
            List.of("FEW.2", "Unemployment rate", "%")));
  }

  private void awaitProjector() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                stack
                    .text("select count(*) || ' ' || sum(lag_events) from projection_lag")
                    .equals("5 0"));
  }

  private static void evaluate(Visit visit, String name, String job) {
    visit.open("#/quality");
    visit.page().getByLabel("File of labels").setInputFiles(Samples.LABELS);
    visit.page().locator("select[name=job]").selectOption(job);
    visit.page().locator("input[name=name]").fill(name);
    visit.button("Evaluate").click();
    assertThat(visit.heading(name))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(EVALUATION_MILLIS));
  }

  private void look(int width) throws Exception {
    String id = stack.text("select evaluation_id from evaluations where job_id = 'samples'");
    try (Visit visit = visit(width, ColorScheme.LIGHT, ada)) {
      for (Map.Entry<String, String> screen :
          Map.of(
                  "quality", "#/quality",
                  "evaluation", "#/quality/" + id,
                  "agreement", "#/review?part=agreement")
              .entrySet()) {
        visit.open(screen.getValue());
        assertThat(visit.page().locator("h1").first()).isVisible();
        assertThat(visit.page().locator("nav[aria-label=Main]")).isVisible();
        assertThat(visit.page().locator(".skeleton")).hasCount(0);
        visit.assertSoundInBothThemes(PICTURES, screen.getKey() + "-" + width);
      }
    }
  }

  private static void picture(Visit visit, String name) throws Exception {
    Files.createDirectories(PICTURES);
    visit.page().waitForTimeout(GROWING_MILLIS);
    visit.picture(PICTURES.resolve(name));
  }
}
