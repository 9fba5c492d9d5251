package dev.classify.store.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseAttemptsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void attemptSeesThoseOfOtherProcessesThatHaveNotEnded() throws SQLException {
    assertThat(process("p1").begin("batch")).isEmpty();
    process("p1").reading("batch", 7);
    process("p2").begin("another batch");
    assertThat(process("p3").begin("batch"))
        .singleElement()
        .satisfies(
            death -> {
              assertThat(death.worker()).isEqualTo("worker of p1");
              assertThat(death.position()).isEqualTo(7);
            });
  }

  /// The same process may begin a batch again, because the engine repeats a step.
  @Test
  void processThatBeginsAgainHasNotDied() throws SQLException {
    process("p1").begin("batch");
    process("p1").reading("batch", 7);
    assertThat(process("p1").begin("batch")).isEmpty();
    assertThat(DATABASE.text("select position from batch_attempts")).isEqualTo("0");
  }

  @Test
  void entriesGoWithTheEndOfTheAttemptOfTheBatchAndOfTheProcess() throws SQLException {
    begin("p1", "ended");
    process("p1").ended("ended");
    assertThat(entries()).isZero();

    begin("p1", "done");
    begin("p2", "done");
    process("p2").ended("done");
    assertThat(entries()).isOne();
    process("p2").done("done");
    assertThat(entries()).isZero();

    begin("p1", "first");
    begin("p1", "second");
    begin("p2", "first");
    process("p1").stopping();
    assertThat(DATABASE.texts("select process from batch_attempts")).containsExactly("p2");
  }

  @Test
  void entriesThatNobodyNeedsAnyMoreGoWhenAWorkerStops() throws SQLException {
    begin("p1", "old");
    DATABASE.execute("update batch_attempts set begun_at = now() - interval '8 days'");
    process("p2").stopping();
    assertThat(entries()).isZero();
  }

  private static void begin(String process, String batchKey) throws SQLException {
    process(process).begin(batchKey);
  }

  private static DatabaseAttempts process(String name) {
    return new DatabaseAttempts(DATABASE.dataSource(), "worker of " + name, name);
  }

  private static long entries() throws SQLException {
    return DATABASE.number("select count(*) from batch_attempts");
  }
}
