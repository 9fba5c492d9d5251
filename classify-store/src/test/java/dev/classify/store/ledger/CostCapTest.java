package dev.classify.store.ledger;

import static dev.classify.store.TestRows.VERSION;
import static dev.classify.store.ledger.LedgerTest.request;
import static dev.classify.store.ledger.LedgerTest.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobOpening;
import dev.classify.store.jobs.JobTiers;
import dev.classify.store.jobs.Jobs;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The cost cap of a job, by way of its requests in the ledger.
class CostCapTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final LedgerEntry ENTERED = new LedgerEntry.Entered();

  private Ledger ledger;
  private Jobs jobs;

  @BeforeEach
  void connect() {
    ledger = new Ledger(DATABASE.dataSource());
    jobs = new Jobs(DATABASE.dataSource());
  }

  @Test
  void requestThatFitsTheCapIsEnteredWithWhatItMayCost() throws SQLException {
    cap("1");
    assertThat(ledger.enter(request("one", "0.4"))).isEqualTo(ENTERED);
    assertThat(ledger.enter(request("two", "0.6"))).isEqualTo(ENTERED);
    assertThat(DATABASE.texts("select reserved_usd from llm_requests order by request_id"))
        .containsExactly("0.40000000", "0.60000000");
  }

  @Test
  void requestWaitsForRoomThatRequestsInFlightMayLeave() throws SQLException {
    cap("1");
    LedgerRequest first = request("one", "0.9");
    ledger.enter(first);
    assertThat(ledger.enter(request("two", "0.2"))).isEqualTo(new LedgerEntry.NoRoomYet());

    ledger.close(first, result("0.5"));
    assertThat(ledger.enter(request("two", "0.2"))).isEqualTo(ENTERED);
  }

  @Test
  void requestBeyondTheCapStopsTheJob() throws SQLException {
    cap("1");
    LedgerRequest first = request("one", "0.9");
    ledger.enter(first);
    ledger.close(first, result("0.9"));

    LedgerEntry refused = ledger.enter(request("two", "0.2"));
    assertThat(refused)
        .isInstanceOfSatisfying(
            LedgerEntry.JobStopped.class,
            stopped ->
                assertThat(stopped.reason()).contains("USD 0.2000", "USD 1", "--budget-usd 2.00"));
    Job stopped = jobs.find("job").orElseThrow();
    assertThat(stopped.state()).isEqualTo(Job.State.STOPPED);
    assertThat(stopped.stopReason()).isNotBlank();
  }

  @Test
  void costThatNobodyWillLearnCountsInFullForGood() throws SQLException {
    cap("1");
    LedgerRequest lost = request("lost", "0.9");
    ledger.enter(lost);
    DATABASE.execute("update llm_requests set sent_at = now() - interval '1 hour'");
    assertThat(ledger.enter(request("two", "0.2"))).isInstanceOf(LedgerEntry.JobStopped.class);
  }

  @Test
  void requestThatWasWithdrawnOrCostNothingLeavesItsRoomToOthers() throws SQLException {
    cap("1");
    LedgerRequest withdrawn = request("withdrawn", "0.9");
    ledger.enter(withdrawn);
    ledger.withdraw(withdrawn);
    LedgerRequest refused = request("refused", "0.9");
    ledger.enter(refused);
    ledger.close(refused, result("0"));

    assertThat(ledger.enter(request("one", "1"))).isEqualTo(ENTERED);
  }

  @Test
  void capCannotBeKeptWithoutAPrice() throws SQLException {
    cap("1");
    assertThat(ledger.enter(request("one")))
        .isInstanceOfSatisfying(
            LedgerEntry.JobStopped.class,
            stopped -> assertThat(stopped.reason()).contains("no price of model"));
  }

  @Test
  void requestsThatAreEnteredTogetherNeverExceedTheCap() throws Exception {
    cap("1");
    int requests = 40;
    List<LedgerEntry> entries = Collections.synchronizedList(new ArrayList<>());
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        LedgerRequest request = request("request-" + i, "0.1");
        running.add(threads.submit(() -> entries.add(ledger.enter(request))));
      }
      for (Future<?> each : running) {
        each.get(30, TimeUnit.SECONDS);
      }
    }
    assertThat(entries).hasSize(requests).filteredOn(ENTERED::equals).hasSize(10);
    assertThat(DATABASE.text("select sum(reserved_usd) from llm_requests")).isEqualTo("1.00000000");
  }

  @Test
  void resultIsRecordedOnce() throws SQLException {
    cap("1");
    LedgerRequest request = request("one", "0.9");
    ledger.enter(request);
    ledger.close(request, result("0.5"));
    ledger.close(request, result("0.5"));
    ledger.withdraw(request);

    assertThat(DATABASE.text("select committed_usd from jobs")).isEqualTo("0.50000000");
    assertThat(DATABASE.number("select count(*) from llm_requests")).isOne();
  }

  private void cap(String usd) throws SQLException {
    jobs.open(
        new JobOpening(
            "job",
            "rows.csv",
            VERSION,
            1,
            0,
            false,
            false,
            new BigDecimal(usd),
            false,
            null,
            null,
            null,
            JobTiers.NONE));
  }
}
