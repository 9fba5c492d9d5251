package dev.classify.store.events;

import static dev.classify.store.TestRows.batch;
import static dev.classify.store.TestRows.classified;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.Statements;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Readers see positions in their order, whatever order transactions end in.
class EventOrderTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String APPEND =
      "insert into events (kind, subject, payload) values ('rejected', '%s', '{}')";

  private final Statements statements = new Statements(DATABASE.dataSource());

  @Test
  void laterPositionThatCommitsFirstWaitsForTheEarlierOne() throws SQLException {
    try (Connection slow = open();
        Connection fast = open()) {
      append(slow, "slow");
      append(fast, "fast");
      fast.commit();
      assertThat(subjects(0)).as("the first position may still appear").isEmpty();
      slow.commit();
      assertThat(subjects(0)).containsExactly("slow", "fast");
    }
  }

  @Test
  void writerThatHasAnnouncedItselfAndTakenNothingHoldsBackOnlyWhatComesAfterIt()
      throws SQLException {
    store("first");
    try (Connection waiting = open();
        Connection other = open()) {
      announce(waiting);
      append(other, "second");
      other.commit();
      assertThat(subjects(0)).containsExactly("first");
      append(waiting, "third");
      waiting.rollback();
      assertThat(subjects(0))
          .as("a position that is never used is a gap")
          .containsExactly("first", "second");
    }
  }

  @Test
  void storingABatchDoesNotWaitForAnOpenWriter() throws SQLException {
    try (Connection open = open()) {
      append(open, "open");
      store("stored");
      assertThat(DATABASE.number("select count(*) from events")).isOne();
    }
  }

  @Test
  void stoppedWriterIsEndedByTheDatabaseSoonEnough() throws SQLException {
    try (Connection stopped = open();
        var statement = stopped.createStatement()) {
      append(stopped, "stopped");
      try (var row =
          statement.executeQuery("select current_setting('idle_in_transaction_session_timeout')")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo("10s");
      }
      stopped.commit();
      try (var row =
          statement.executeQuery("select current_setting('idle_in_transaction_session_timeout')")) {
        row.next();
        assertThat(row.getString(1)).as("other transactions may wait").isEqualTo("0");
      }
    }
  }

  @Test
  void headIsRightBeyondThirtyTwoBitsAndWhereTheirSignChanges() throws SQLException {
    for (long last : List.of(2_147_483_646L, 4_294_967_294L, 6_442_450_942L)) {
      DATABASE.execute("truncate events", "select setval('events_position_seq', " + last + ")");
      try (Connection slow = open();
          Connection fast = open()) {
        append(slow, "one");
        for (int i = 0; i < 5; i++) {
          append(fast, "more" + i);
        }
        fast.commit();
        assertThat(subjects(last)).as("after %d", last).isEmpty();
        slow.commit();
        assertThat(subjects(last)).as("after %d", last).hasSize(6);
      }
    }
  }

  @Test
  void readerNeverPassesAPositionThatAppearsLater() throws Exception {
    int writers = 5;
    int transactions = 60;
    try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        running.add(pool.submit(() -> write(transactions)));
      }
      List<Long> seen = new ArrayList<>();
      long position = 0;
      while (!running.stream().allMatch(Future::isDone) || position < head()) {
        List<Event> events = read(position, 7);
        events.forEach(event -> seen.add(event.position()));
        position = events.isEmpty() ? position : events.getLast().position();
      }
      for (Future<?> writer : running) {
        writer.get(1, TimeUnit.MINUTES);
      }
      assertThat(seen)
          .hasSize(writers * transactions * 2)
          .isEqualTo(
              DATABASE.texts("select position from events order by position").stream()
                  .map(text -> Long.parseLong(String.valueOf(text)))
                  .toList());
    }
  }

  @Test
  void partitionsShareTheEventsAndKeepThoseOfASubjectTogether() throws SQLException {
    for (int i = 0; i < 40; i++) {
      DATABASE.execute(APPEND.formatted("s" + i % 20));
    }
    List<Event> all = statements.run(h -> EventReader.read(h, 0, 40, 0, 1, 100));
    List<Event> parts = new ArrayList<>();
    for (int partition = 0; partition < 3; partition++) {
      int own = partition;
      List<Event> part = statements.run(h -> EventReader.read(h, 0, 40, own, 3, 100));
      assertThat(part).isNotEmpty().allMatch(event -> event.partition(3) == own);
      parts.addAll(part);
    }
    assertThat(parts).hasSize(40).containsExactlyInAnyOrderElementsOf(all);
    assertThat(all).allMatch(event -> event.hash() >= 0);
  }

  private Void write(int transactions) throws Exception {
    for (int i = 0; i < transactions; i++) {
      try (Connection connection = open()) {
        append(connection, "a");
        Thread.sleep(ThreadLocalRandom.current().nextInt(5));
        append(connection, "b");
        connection.commit();
      }
    }
    return null;
  }

  private long head() throws SQLException {
    return statements.run(EventReader::head);
  }

  private List<Event> read(long after, int max) throws SQLException {
    return statements.run(
        handle -> EventReader.read(handle, after, EventReader.head(handle), 0, 1, max));
  }

  private List<String> subjects(long after) throws SQLException {
    return read(after, 100).stream().map(Event::subject).toList();
  }

  private static void store(String id) throws SQLException {
    Job job = TestRows.open(DATABASE.dataSource(), "job");
    TestRows.store(DATABASE.dataSource(), batch(job, id), classified(id, "Exports"));
  }

  private static Connection open() throws SQLException {
    Connection connection = DATABASE.dataSource().getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void announce(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("select events_append()");
    }
  }

  private static void append(Connection connection, String subject) throws SQLException {
    announce(connection);
    try (var statement = connection.createStatement()) {
      statement.execute(APPEND.formatted(subject));
    }
  }
}
