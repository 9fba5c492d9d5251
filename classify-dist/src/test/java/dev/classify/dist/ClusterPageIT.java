package dev.classify.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import com.zaxxer.hikari.HikariDataSource;
import dev.classify.store.cluster.ClusterReports;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The screen *Cluster* in a real browser, with a report that was made before.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterPageIT {

  private static final double ASSERTION_MILLIS = 60_000;

  private static final Path PICTURES = Path.of("target", "screenshots");

  private EmbeddedStack stack;
  private WebBrowser browser;
  private URI page;
  private final BrowserLogin login = new BrowserLogin();

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Optional<Path> program = WebBrowser.program();
    assumeTrue(program.isPresent(), "browser tests are skipped: no chromium on this machine");
    stack = EmbeddedStack.up(folder);
    page = stack.address("worker");
    browser = new WebBrowser(program.get());
    setDefaultAssertionTimeout(ASSERTION_MILLIS);
    Files.createDirectories(PICTURES);
    try (Visit visit = browser.visit(page, 1_024, ColorScheme.LIGHT, login)) {
      visit.page().navigate(stack.local("open", "--print").out().strip());
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
  void nodesPartitionsAndChecksAreShownWithTheirAdvice() throws Exception {
    storeReport();
    for (int width : List.of(390, 1_024, 1_600)) {
      try (Visit visit = browser.visit(page, width, ColorScheme.LIGHT, login)) {
        visit.open("#/cluster");
        assertThat(visit.page().getByLabel("Table of nodes")).containsText("restate-2");
        assertThat(visit.page().getByLabel("Table of partitions")).containsText("restate-1");
        assertThat(visit.page().locator(".checks"))
            .containsText("classify cluster repair NODE takes it back");
        assertThat(visit.page().locator(".section-head")).containsText("as seen");
        visit.assertSoundInBothThemes(PICTURES, "restate-" + width);
      }
    }
  }

  /// The supervisor starts the runner, which looks at the stack.
  @Test
  void runnerLooksAtTheStackWhileSomebodyWatchesIt() throws Exception {
    stack.execute("delete from cluster_reports");
    try (Visit visit = browser.visit(page, 1_024, ColorScheme.LIGHT, login)) {
      visit.open("#/cluster");
      assertThat(visit.page().getByLabel("Table of nodes"))
          .containsText("up", new ContainsTextOptions().setTimeout(60_000));
      assertThat(visit.page().locator(".checks")).containsText("registration");
      assertThat(visit.page().locator(".checks .bad")).hasCount(0);
      visit.assertSound();
    }
  }

  @Test
  void pageThatGetsNoAnswerSaysSo() {
    try (Visit visit = browser.visit(page, 1_024, ColorScheme.LIGHT, login)) {
      visit.page().route("**/api/v1/auth/me", _ -> {});
      visit.open("#/jobs");
      assertThat(visit.page().getByText("The server has not answered yet.")).isVisible();
    }
    try (Visit visit = browser.visit(page, 1_024, ColorScheme.LIGHT, login)) {
      visit.page().route("**/core/router.js", _ -> {});
      // The browser counts the page as loaded once its modules are there.
      visit.page().navigate("/", new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
      assertThat(visit.page().getByText("The page is still loading.")).isVisible();
    }
  }

  /// As the runner of a cluster of three nodes with a lost disk would.
  private void storeReport() throws Exception {
    String report =
        """
        {"nodes":[
          {"node":"restate-1","up":true,"version":"1.7.12","address":"http://restate-1:5122/",
           "state":"alive","storage":"read-write","oldestSnapshotSeconds":5400,
           "roles":["admin","worker","log-server","metadata-server"]},
          {"node":"restate-2","up":true,"version":"1.7.12","address":"http://restate-2:5122/",
           "state":"alive","storage":"data-loss","oldestSnapshotSeconds":null,
           "roles":["admin","worker","log-server","metadata-server"]},
          {"node":"restate-3","up":false,"version":null,"address":"http://restate-3:5122/",
           "state":"dead","storage":"read-write","oldestSnapshotSeconds":null,
           "roles":["admin","worker","log-server","metadata-server"]}],
         "partitions":[
          {"partition":0,"leader":"restate-1","replicas":["restate-1","restate-2"],
           "applied":148210,"lag":0,"snapshot":140000},
          {"partition":1,"leader":null,"replicas":["restate-2","restate-3"],
           "applied":9120,"lag":31,"snapshot":0}],
         "batches":{"waiting":{"batches":207,"oldestSeconds":63},
          "running":{"batches":12,"oldestSeconds":8},"suspended":{"batches":0,"oldestSeconds":0},
          "retrying":{"batches":3,"oldestSeconds":41},"paused":{"batches":0,"oldestSeconds":0},
          "failed":{"batches":2,"oldestSeconds":10800}},
         "checks":[
          {"check":"nodes up","result":"failed","seen":"http://restate-3:9070/health does not answer",
           "fix":"start the nodes that are down: `classify cluster up`"},
          {"check":"log servers","result":"failed","seen":"restate-2 is data-loss",
           "fix":"`data-loss` is a node whose disk was lost: `classify cluster repair NODE` takes it back"},
          {"check":"workers","result":"ok","fix":null,
           "seen":"classify-service-1, classify-service-2, classify-service-3"},
          {"check":"snapshots","result":"skipped","fix":null,
           "seen":"the nodes are configured to make none"}]}
        """;
    try (HikariDataSource database = stack.openDatabase()) {
      new ClusterReports(database).store(report);
    }
    // No look at the real stack may replace it.
    stack.execute(
        "update cluster_reports set asked_at = now() + interval '1 hour',"
            + " taken_at = now() + interval '1 hour', made_at = now()");
  }
}
