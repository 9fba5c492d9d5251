package dev.classify.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.Jobs;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ErrorBrakeTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private Ledger ledger;
  private Jobs jobs;
  private int requests;

  @BeforeEach
  void openJob() throws SQLException {
    ledger = new Ledger(DATABASE.dataSource());
    jobs = new Jobs(DATABASE.dataSource());
    TestRows.open(DATABASE.dataSource(), "job");
  }

  @Test
  void jobStopsWhenNoneOfItsFirstRequestsBringsAnything() throws SQLException {
    end(19, "cut-off", 0, "the limit was used up by thinking");
    assertThat(job().state()).isEqualTo(Job.State.RUNNING);
    end(1, "cut-off", 0, "the limit was used up by thinking");

    assertThat(job().state()).isEqualTo(Job.State.STOPPED);
    assertThat(job().stopReason())
        .isEqualTo(
            "none of the first 20 requests brought a usable answer; most often: the limit was used"
                + " up by thinking; lower OPENAI_REASONING_EFFORT, or name a model that thinks less"
                + " in OPENAI_MODEL; --max-error-ratio 1 continues all the same");
  }

  @Test
  void jobStopsWhenMoreThanHalfOfItsLastRequestsFailForTheSameReason() throws SQLException {
    end(40, "answered", 10, null);
    end(25, "malformed", 0, "no JSON");
    assertThat(job().state()).isEqualTo(Job.State.RUNNING);
    end(1, "malformed", 0, "no JSON");

    assertThat(job().stopReason())
        .startsWith("26 of the last 50 requests failed for the same reason: no JSON; ");
  }

  @Test
  void differentReasonsAndFailuresOfTheServerDoNotStopIt() throws SQLException {
    end(1, "answered", 10, null);
    end(20, "malformed", 0, "no JSON");
    end(20, "refused", 0, "not this");
    end(100, "unavailable", 0, "HTTP 500");
    end(100, "timed-out", 0, "no answer");
    end(20, "answered", 0, "10 of 10 not answered: scale is missing");

    assertThat(job().state()).isEqualTo(Job.State.RUNNING);
  }

  @Test
  void webPagesStopAJobOnlyIfTheServerHasNeverAnswered() throws SQLException {
    end(1, "answered", 10, null);
    end(100, "web-page", 0, "HTTP 200 with an HTML page");
    assertThat(job().state()).isEqualTo(Job.State.RUNNING);

    TestRows.open(DATABASE.dataSource(), "job");
    end(20, "web-page", 0, "HTTP 200 with an HTML page");
    assertThat(job().stopReason())
        .startsWith("none of the first 20 requests brought a usable answer; ")
        .contains("HTTP 200 with an HTML page; set OPENAI_BASE_URL");
  }

  @Test
  void ratioOfTheJobCounts() throws SQLException {
    DATABASE.execute("update jobs set max_error_ratio = 1");
    end(60, "malformed", 0, "no JSON");
    assertThat(job().state()).isEqualTo(Job.State.RUNNING);

    DATABASE.execute("update jobs set max_error_ratio = 0.1");
    end(60, "answered", 10, null);
    end(6, "malformed", 0, "no JSON");
    assertThat(job().state()).isEqualTo(Job.State.STOPPED);
  }

  @Test
  void requestsOfAnEarlierRunDoNotCount() throws SQLException {
    end(19, "malformed", 0, "no JSON");
    TestRows.open(DATABASE.dataSource(), "job");
    end(1, "malformed", 0, "no JSON");

    assertThat(job().state()).isEqualTo(Job.State.RUNNING);
  }

  private void end(int count, String outcome, int rowsAnswered, @Nullable String reason)
      throws SQLException {
    for (int i = 0; i < count; i++) {
      LedgerRequest request = LedgerTest.request("request-" + requests++);
      assertThat(ledger.enter(request)).isEqualTo(new LedgerEntry.Entered());
      ledger.close(
          request,
          new LedgerResult(
              rowsAnswered > 0,
              outcome,
              rowsAnswered,
              null,
              null,
              null,
              null,
              null,
              null,
              reason,
              null,
              null,
              Duration.ofSeconds(1)));
    }
  }

  private Job job() throws SQLException {
    return jobs.find("job").orElseThrow();
  }
}
