package dev.classify.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.classify.budget.GrantRequest;
import dev.classify.budget.Limits;
import dev.classify.store.attempts.DatabaseAttempts;
import dev.classify.store.budget.SharedBudgets;
import dev.classify.store.claims.Claimant;
import dev.classify.store.claims.ContentClaims;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.ledger.Ledger;
import dev.classify.store.ledger.LedgerEntry;
import dev.classify.store.ledger.LedgerRequest;
import dev.classify.store.ledger.LedgerResult;
import dev.classify.store.outcomes.IndicatorOutcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Twenty workers behind a PgBouncer, which gives out a connection for one transaction
/// (docs/cluster.md, "A pooler for many workers").
class PoolerTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int WORKERS = 20;
  private static final int CONNECTIONS = 6;
  private static final int ROWS = 10;

  /// Connections that each worker uses: together more than PgBouncer has. A login costs much CPU,
  /// so only a trial uses all: -Dpooler.used=6 -Dpooler.batches=5.
  private static final int USED = Integer.getInteger("pooler.used", 2);

  /// Of each connection.
  private static final int BATCHES = Integer.getInteger("pooler.batches", 2);

  private static final String BUDGET = "account/model";

  /// What a session has that nobody has changed: PgBouncer makes it so (`connect_query`).
  private static final String UNCHANGED = "poolertest on 0 0 on auto off";

  private static final String SETTINGS =
      """
      concat_ws(' ', current_setting('search_path'), current_setting('synchronous_commit'),
                current_setting('statement_timeout'),
                current_setting('idle_in_transaction_session_timeout'), current_setting('jit'),
                current_setting('plan_cache_mode'),
                current_setting('default_transaction_read_only'))\
      """;

  private final List<HikariDataSource> pools = new ArrayList<>();
  private PgBouncer pooler;

  @BeforeEach
  void start() throws Exception {
    Path program = PgBouncer.program().orElse(null);
    assumeTrue(
        program != null,
        "the test of the pooler is skipped: there is no pgbouncer on the PATH or in /usr/sbin");
    String database = ((HikariDataSource) DATABASE.dataSource()).getJdbcUrl();
    pooler =
        PgBouncer.start(
            Objects.requireNonNull(program),
            Objects.requireNonNull(database),
            "set search_path = poolertest; set synchronous_commit = on");
  }

  @AfterEach
  void stop() throws Exception {
    pools.forEach(HikariDataSource::close);
    if (pooler != null) {
      pooler.close();
    }
  }

  /// One connection of a worker, and what a worker does through it.
  private record Sender(HikariDataSource pool, Job job, int worker, int connection) {

    Void run() throws SQLException {
      for (int number = 0; number < BATCHES; number++) {
        boolean stored = false;
        while (!stored) {
          try {
            store(number);
            stored = true;
          } catch (SQLTransientConnectionException _) {
            // Many logins at once may take longer than a pool waits. Restate repeats a step then.
          }
        }
      }
      return null;
    }

    private void store(int number) throws SQLException {
      String name = "worker-" + worker;
      String batch = "%s-%d-%d".formatted(name, connection, number);
      IndicatorOutcome[] rows =
          IntStream.range(0, ROWS)
              .mapToObj(row -> TestRows.classified(batch + "-" + row, batch + " row " + row))
              .toArray(IndicatorOutcome[]::new);
      DatabaseAttempts attempts = new DatabaseAttempts(pool, name, name);
      attempts.begin(batch);
      new SharedBudgets(pool).lease(BUDGET, "model", List.of(oneRequest()));
      Claimant claimant = Claimant.of(TestRows.VERSION, job.id(), 1, false, batch);
      new ContentClaims(pool, Duration.ofMinutes(10)).claim(claimant, List.of(batch), false);
      // Two connections try each request: only one may send it.
      Ledger ledger = new Ledger(pool);
      LedgerRequest request =
          request(name, "%s pair %d %d".formatted(name, connection / 2, number));
      if (ledger.enter(request) instanceof LedgerEntry.Entered) {
        ledger.close(request, answered());
      }
      TestRows.store(pool, TestRows.batch(job, batch), rows);
      attempts.done(batch);
    }

    private GrantRequest oneRequest() {
      return new GrantRequest(job.id(), Limits.NONE, Limits.NONE, List.of(1_000L), 0, null);
    }

    private LedgerRequest request(String name, String id) {
      return new LedgerRequest(
          id,
          Instant.now(),
          job.id(),
          id,
          BUDGET,
          name,
          "model",
          "standard",
          ROWS,
          1,
          1_000,
          null,
          Duration.ofSeconds(20));
    }

    private static LedgerResult answered() {
      return new LedgerResult(
          true,
          "answered",
          ROWS,
          1L,
          0L,
          0L,
          1L,
          "standard",
          null,
          null,
          "{}",
          "id",
          Duration.ofSeconds(1));
    }
  }

  @Test
  void twentyWorkersStoreEveryRowOnceOverFewConnectionsAndLeaveNothingOnThem() throws Exception {
    Job job = TestRows.open(DATABASE.owner(), "job");
    try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS * USED)) {
      List<Future<Void>> running = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        HikariDataSource pool = open(CONNECTIONS);
        for (int connection = 0; connection < USED; connection++) {
          running.add(threads.submit(new Sender(pool, job, worker, connection)::run));
        }
      }
      for (Future<Void> each : running) {
        each.get(5, TimeUnit.MINUTES);
      }
    }

    long batches = (long) WORKERS * USED * BATCHES;
    assertThat(DATABASE.number("select count(*) from classifications")).isEqualTo(batches * ROWS);
    assertThat(DATABASE.number("select count(*) from classification_attempts"))
        .isEqualTo(batches * ROWS);
    assertThat(DATABASE.number("select count(*) from events where kind = 'answered'"))
        .isEqualTo(batches * ROWS);
    assertThat(DATABASE.number("select count(*) from llm_requests")).isEqualTo(batches / 2);
    assertThat(DATABASE.number("select count(*) from content_claims")).isZero();

    assertThat(connections()).isBetween(2, setting("default_pool_size"));
    assertThat(sessions(SETTINGS)).containsOnly(UNCHANGED);
    assertThat(DATABASE.number("select count(*) from pg_locks where locktype = 'advisory'"))
        .isZero();
    if (pooler.prepares()) {
      // The driver prepares what a connection has run five times.
      for (int i = 0; i < 6; i++) {
        new Jobs(pools.getFirst()).find(job.id());
      }
      assertThat(sessions("(select count(*) from pg_prepared_statements)"))
          .anySatisfy(kept -> assertThat(Integer.parseInt(kept)).isPositive())
          .allSatisfy(
              kept ->
                  assertThat(Integer.parseInt(kept))
                      .isLessThanOrEqualTo(setting("max_prepared_statements")));
    }
  }

  /// Why questions of people do not go through a pooler.
  @Test
  void settingsOfASessionWouldReachOthers() throws Exception {
    open(1);
    assertThat(sessions(SETTINGS)).containsOnly(UNCHANGED);
    try (HikariDataSource questions = Database.openForQuestions(pooler.settings("pooled"), 1);
        Connection connection = questions.getConnection()) {
      assertThat(connection.isValid(5)).isTrue();
    }

    assertThat(sessions(SETTINGS)).contains("poolertest on 10s 0 off force_custom_plan off");
  }

  private HikariDataSource open(int connectionsMax) {
    HikariDataSource pool = Database.open(pooler.settings("pooled"), connectionsMax);
    pools.add(pool);
    return pool;
  }

  private static int setting(String key) throws Exception {
    String prefix = key + " = ";
    return PgBouncer.settings().stream()
        .filter(line -> line.startsWith(prefix))
        .mapToInt(line -> Integer.parseInt(line.substring(prefix.length())))
        .findFirst()
        .orElseThrow();
  }

  /// Those that PgBouncer has opened.
  private static int connections() throws SQLException {
    return (int)
        DATABASE.number("select count(*) from pg_stat_activity where application_name = 'pooled'");
  }

  /// What each connection of PgBouncer says, asked in transactions that are open at the same time.
  private List<String> sessions(String question) throws SQLException {
    List<String> said = new ArrayList<>();
    List<Connection> open = new ArrayList<>();
    try {
      for (int i = 0; i < Math.max(1, connections()); i++) {
        Connection connection = pools.get(i % pools.size()).getConnection();
        open.add(connection);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
            ResultSet row = statement.executeQuery("select " + question)) {
          row.next();
          said.add(String.valueOf(row.getString(1)));
        }
      }
    } finally {
      for (Connection connection : open) {
        connection.rollback();
        connection.close();
      }
    }
    return said;
  }
}
