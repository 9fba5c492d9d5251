package dev.classify.store.events;

import static dev.classify.store.TestRows.batch;
import static dev.classify.store.TestRows.classified;
import static dev.classify.store.TestRows.corrected;
import static dev.classify.store.TestRows.rejected;
import static dev.classify.store.TestRows.standIn;
import static dev.classify.store.TestRows.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.Database;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.LostRequests;
import dev.classify.store.jobs.TrialJobs;
import dev.classify.store.ledger.Ledger;
import dev.classify.store.ledger.LedgerRequest;
import dev.classify.store.ledger.LedgerResult;
import dev.classify.store.outcomes.IndicatorOutcome;
import dev.classify.store.review.ReviewDecisions;
import dev.classify.store.review.ReviewDecisions.Approval;
import dev.classify.store.review.ReviewItem;
import dev.classify.store.review.Reviews;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What reaches the log, besides its order ([EventOrderTest]).
class EventLogTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Pattern WRITES =
      Pattern.compile(
          "(insert into (classification_attempts|review_decisions)|update llm_requests)\\b");

  private Job job;

  @BeforeEach
  void openJob() throws SQLException {
    job = TestRows.open(DATABASE.dataSource(), "job");
  }

  @Test
  void outcomesAreLoggedOnceAndInTheOrderOfTheBatch() throws SQLException {
    storeBatch("batch");
    storeBatch("batch");
    assertThat(
            DATABASE.texts(
                """
                select concat_ws(' ', kind, subject, job_id, payload ->> 'by', payload ->> 'model',
                                 payload -> 'values' ->> 'scale', payload ->> 'confidence',
                                 payload ->> 'current', payload ->> 'stage', payload ->> 'worker',
                                 payload ->> 'node')
                  from events order by position
                """))
        .containsExactly(
            "answered A job model model millions 0.75 true worker restate-1",
            "answered B job stand-in millions 0.75 true worker restate-1",
            "rejected C job model worker restate-1");
    assertThat(LogCheck.missing(DATABASE)).isEmpty();
  }

  @Test
  void answerOfAModelSaysWhereTheRulesSaySomethingElse() throws SQLException {
    IndicatorOutcome plain = classified("A", "Exports");
    store(
        DATABASE.dataSource(),
        batch(job, "batch"),
        new IndicatorOutcome(plain.indicator(), plain.outcome(), corrected("quarterly").answer()),
        classified("B", "Imports"));
    assertThat(DATABASE.texts("select coalesce(payload ->> 'rules', '-') from events"))
        .containsExactly("{\"reporting_frequency\": \"quarterly\"}", "-");
  }

  @Test
  void answerThatDoesNotBecomeTheCurrentOneSaysSo() throws SQLException {
    storeBatch("first");
    ReviewItem item = item("A");
    new ReviewDecisions(DATABASE.dataSource())
        .answer(item, Approval.CORRECT, corrected("quarterly"), "ann", null);
    Job later = TestRows.open(DATABASE.dataSource(), "later");
    store(
        DATABASE.dataSource(),
        batch(later, TestRows.OTHER_VERSION, "second"),
        classified("A", "Exports"));
    assertThat(DATABASE.texts("select payload ->> 'current' from events where job_id = 'later'"))
        .as("a person's answer is never replaced, so the row counts as unchanged")
        .isEmpty();
    assertThat(LogCheck.missing(DATABASE)).isEmpty();
  }

  @Test
  void decisionsAreLoggedWithTheAnswerBeforeAndAfter() throws SQLException {
    storeBatch("batch");
    ReviewDecisions decisions = new ReviewDecisions(DATABASE.dataSource());
    decisions.answer(item("A"), Approval.CORRECT, corrected("quarterly"), "ann", null);
    decisions.undo("A", "ann");
    decisions.reject(item("A"), "bob", "no series");
    decisions.settle(item("B"), Approval.ACCEPT, item("B").decided(), "bob", null);
    assertThat(
            DATABASE.texts(
                """
                select concat_ws(' ', payload ->> 'action', subject, job_id,
                         payload -> 'before' ->> 'by',
                         payload -> 'before' -> 'values' ->> 'reporting_frequency',
                         payload -> 'after' ->> 'by',
                         payload -> 'after' -> 'values' ->> 'reporting_frequency')
                  from events where kind = 'corrected' order by position
                """))
        .containsExactly(
            "correct A job model monthly person quarterly",
            "undo A job person quarterly model monthly",
            "reject A job model monthly",
            "accept B job rules monthly person monthly");
    assertThat(LogCheck.missing(DATABASE)).isEmpty();
  }

  @Test
  void everyEndOfARequestIsLogged() throws SQLException {
    Ledger ledger = new Ledger(DATABASE.dataSource());
    LedgerRequest answered = request("answered");
    LedgerRequest withdrawn = request("withdrawn");
    LedgerRequest interrupted = request("interrupted");
    for (LedgerRequest request : List.of(answered, withdrawn, interrupted)) {
      ledger.enter(request);
    }
    ledger.close(answered, result());
    ledger.close(answered, result());
    ledger.withdraw(withdrawn);
    ledger.closeInterrupted("worker", Instant.now().plusSeconds(1));
    ledger.close(interrupted, result());
    ledger.enter(request("lost"));
    new LostRequests(DATABASE.dataSource()).release(null, Duration.ZERO);
    assertThat(
            DATABASE.texts(
                """
                select concat_ws(' ', subject, job_id, payload ->> 'outcome', payload ->> 'cost_usd',
                                 payload ->> 'latency_ms', payload ->> 'ended_before')
                  from events order by position
                """))
        .containsExactly(
            "answered job answered 0.25000000 2000",
            "interrupted job interrupted",
            "interrupted job answered 0.25000000 2000 interrupted",
            "lost job lost");
    assertThat(LogCheck.missing(DATABASE)).isEmpty();
  }

  @Test
  void madeUpRowsOfATrialAreNotLogged() throws SQLException {
    Job trial = TestRows.open(DATABASE.dataSource(), TrialJobs.VERIFY_PREFIX + "1");
    store(DATABASE.dataSource(), batch(trial, "batch"), classified("A", "Exports"));
    assertThat(DATABASE.number("select count(*) from events")).isZero();
  }

  @Test
  void rowThatTheTablesRefuseIsLoggedAsTheRejectionThatItBecomes() throws SQLException {
    DATABASE.execute("alter table classifications add constraint odd check (indicator_id <> 'A')");
    try {
      storeBatch("batch");
    } finally {
      DATABASE.execute("alter table classifications drop constraint odd");
    }
    assertThat(DATABASE.texts("select kind || ' ' || subject from events order by position"))
        .containsExactly("rejected A", "answered B", "rejected C");
    assertThat(LogCheck.missing(DATABASE)).isEmpty();
  }

  /// The migration writes what the store would have written.
  @Test
  void upgradeLogsWhatIsStored() throws SQLException, IOException {
    storeBatch("stored");
    ReviewDecisions decisions = new ReviewDecisions(DATABASE.dataSource());
    decisions.answer(item("A"), Approval.CORRECT, corrected("quarterly"), "ann", null);
    decisions.undo("A", "ann");
    Ledger ledger = new Ledger(DATABASE.dataSource());
    LedgerRequest request = request("answered");
    ledger.enter(request);
    ledger.close(request, result());
    String payloads =
        """
        select kind || ' ' || subject || ' ' || (payload - 'current')::text from events
         order by kind, subject, position
        """;
    List<?> live = DATABASE.texts(payloads);

    String migration = migration();
    DATABASE.execute(
        "truncate events",
        migration.substring(migration.indexOf("create function pg_temp.answer")),
        "drop function pg_temp.answer(jsonb)");
    assertThat(DATABASE.texts(payloads)).isEqualTo(live).hasSize(6);
  }

  /// A new statement that changes one of these tables has to append to the log too.
  @Test
  void onlyTheseFilesWriteWhatTheLogTells() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      assertThat(sources.filter(EventLogTest::writes).map(file -> file.getFileName().toString()))
          .as("each appends to EventLog, or is run by OutcomeStore, ReviewDecisions or ReviewUndo")
          .containsExactlyInAnyOrder(
              "OutcomeSql.java",
              "ReviewSql.java",
              "Ledger.java",
              "LostRequests.java",
              "BatchAdmission.java");
    }
  }

  private static boolean writes(Path file) {
    try {
      return file.toString().endsWith(".java") && WRITES.matcher(Files.readString(file)).find();
    } catch (IOException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private static String migration() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            Database.class.getResourceAsStream("/db/migration/V25__events.sql"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void storeBatch(String key) throws SQLException {
    store(
        DATABASE.dataSource(),
        batch(job, key),
        classified("A", "Exports", "no unit"),
        standIn("B", "Imports", "it is down"),
        rejected("C", "Other", "no unit"));
  }

  private static ReviewItem item(String id) throws SQLException {
    return Objects.requireNonNull(new Reviews(DATABASE.dataSource()).find(List.of(id)).get(id));
  }

  private static LedgerRequest request(String id) {
    return new LedgerRequest(
        id,
        Instant.now(),
        "job",
        "batch",
        "budget",
        "worker",
        "model",
        "standard",
        10,
        1,
        1_000,
        new BigDecimal("0.5"),
        Duration.ofSeconds(20));
  }

  private static LedgerResult result() {
    return new LedgerResult(
        true,
        "answered",
        10,
        100L,
        40L,
        30L,
        20L,
        "standard",
        new BigDecimal("0.25"),
        null,
        "{}",
        "id",
        Duration.ofSeconds(2));
  }
}
