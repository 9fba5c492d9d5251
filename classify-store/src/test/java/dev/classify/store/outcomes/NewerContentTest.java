package dev.classify.store.outcomes;

import static dev.classify.store.TestRows.batch;
import static dev.classify.store.TestRows.classified;
import static dev.classify.store.TestRows.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two jobs with different content of the same indicator, where the one that was opened first takes
/// longer.
class NewerContentTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private Job slow;
  private Job quick;

  @BeforeEach
  void openJobs() throws SQLException {
    slow = TestRows.open(DATABASE.dataSource(), "slow");
    quick = TestRows.open(DATABASE.dataSource(), "quick");
  }

  @Test
  void answerToOlderContentIsRecordedButDoesNotReplaceTheNewerOne() throws SQLException {
    store(quick, "new", classified("A", "Exports of goods"));
    store(slow, "old", classified("A", "Exports", "low confidence"), classified("B", "Imports"));
    assertThat(DATABASE.texts("select name from classifications order by indicator_id"))
        .containsExactly("Exports of goods", "Imports");
    assertThat(DATABASE.texts("select batch_key from classification_attempts order by position"))
        .containsExactly("new", "old", "old");
    assertThat(DATABASE.number("select count(*) from review_items")).isZero();
  }

  @Test
  void rejectionOfOlderContentIsNotShownBesideANewerAnswer() throws SQLException {
    store(quick, "new", classified("A", "Exports of goods"));
    store(slow, "old", rejected("A", "Exports", "no"));
    assertThat(DATABASE.number("select count(*) from rejections")).isZero();
  }

  @Test
  void rejectionOfNewerContentStaysWhateverHappensToOlderContent() throws SQLException {
    store(quick, "new", rejected("A", "Exports of goods", "not usable"));
    store(slow, "old", rejected("A", "Exports", "no"));
    store(slow, "older", classified("A", "Exports of services"));
    assertThat(DATABASE.texts("select reason from rejections")).containsExactly("not usable");
  }

  @Test
  void sameContentIsReplacedByTheAnswerThatIsStoredLast() throws SQLException {
    store(quick, "rules", classified("A", "Exports"));
    DATABASE.execute("update classifications set answer_version = 'of the rules'");
    store(slow, "model", classified("A", "Exports"));
    assertThat(DATABASE.text("select batch_key from classifications")).isEqualTo("model");
  }

  @Test
  void olderContentReplacesTheNewerOneOnceItsJobIsOpenedAgain() throws SQLException {
    store(quick, "new", classified("A", "Exports of goods"));
    slow = TestRows.open(DATABASE.dataSource(), "slow");
    store(slow, "again", classified("A", "Exports"));
    assertThat(DATABASE.text("select name from classifications")).isEqualTo("Exports");
  }

  private static void store(Job job, String batchKey, IndicatorOutcome... rows)
      throws SQLException {
    TestRows.store(DATABASE.dataSource(), batch(job, batchKey), rows);
  }
}
