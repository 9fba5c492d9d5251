package dev.classify.store.outcomes;

import static dev.classify.store.TestRows.OTHER_VERSION;
import static dev.classify.store.TestRows.VERSION;
import static dev.classify.store.TestRows.batch;
import static dev.classify.store.TestRows.classified;
import static dev.classify.store.TestRows.decided;
import static dev.classify.store.TestRows.hash;
import static dev.classify.store.TestRows.standIn;
import static dev.classify.store.TestRows.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.FieldDecisions;
import dev.classify.outcome.SeriesAttributes;
import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.TrialJobs;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoredAnswersTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private StoredAnswers answers;

  @BeforeEach
  void classifyOneRow() throws SQLException {
    answers = new StoredAnswers(DATABASE.dataSource());
    Job job = TestRows.open(DATABASE.dataSource(), "job");
    store(DATABASE.dataSource(), batch(job, "first"), classified("A", "Exports"));
  }

  @Test
  void answerIsFoundByContentWithEveryField() throws SQLException {
    Map<String, StoredAnswer> found =
        answers.of(List.of(hash("Exports"), hash("Imports")), VERSION, "another", 1, false, null);
    assertThat(found)
        .containsOnly(
            Map.entry(
                hash("Exports"), new StoredAnswer(decided("reasoning for Exports"), "model")));
  }

  @Test
  void answerOfAnotherVersionIsNotFound() throws SQLException {
    assertThat(find(OTHER_VERSION, "job", 1, false)).isEmpty();
  }

  @Test
  void answerThatStandsInForAModelIsNoAnswerToOtherRows() throws SQLException {
    Job job = TestRows.open(DATABASE.dataSource(), "job");
    store(DATABASE.dataSource(), batch(job, "second"), standIn("B", "Imports", "gone"));

    assertThat(answers.of(List.of(hash("Imports")), VERSION, "job", 1, false, null)).isEmpty();
    DATABASE.execute("update classifications set reviewed_by = 'ann'");
    assertThat(answers.of(List.of(hash("Imports")), VERSION, "job", 1, false, null)).hasSize(1);
  }

  @Test
  void forcedGenerationFindsItsOwnAnswersOnly() throws SQLException {
    assertThat(find(VERSION, "job", 2, true)).isEmpty();
    assertThat(find(VERSION, "another", 1, true)).isEmpty();
    assertThat(find(VERSION, "job", 1, true)).isNotEmpty();
  }

  @Test
  void personsAnswerIsFoundUnderEveryVersionExceptByAnEvaluation() throws SQLException {
    DATABASE.execute("update classifications set reviewed_by = 'ann'");
    assertThat(find(OTHER_VERSION, "another", 7, true)).isNotEmpty();
    assertThat(find(OTHER_VERSION, TrialJobs.EVALUATION_PREFIX + "1", 1, true)).isEmpty();
  }

  @Test
  void personsAnswerComesBeforeALaterOneToTheSameContent() throws SQLException {
    DATABASE.execute("update classifications set reviewed_by = 'ann', reasoning = 'a person''s'");
    Job job = TestRows.open(DATABASE.dataSource(), "later");
    store(DATABASE.dataSource(), batch(job, "later"), classified("B", "Exports"));
    assertThat(find(VERSION, "another", 1, false).values())
        .extracting(found -> found.decided().answer().reasoning())
        .containsExactly("a person's");
  }

  @Test
  void answerStoredBeforeDecisionsWereKeptHasNone() throws SQLException {
    DATABASE.execute("update classifications set decided_by = null");
    assertThat(find(VERSION, "job", 1, false).values())
        .extracting(found -> found.decided().fields())
        .containsExactly(FieldDecisions.NONE);
  }

  @Test
  void answerStoredBeforeAttributesWereReadHasNone() throws SQLException {
    DATABASE.execute("update classifications set attributes = null");
    assertThat(find(VERSION, "job", 1, false).values())
        .extracting(found -> found.decided().attributes())
        .containsExactly(SeriesAttributes.NONE);
  }

  @Test
  void answerOfTheRulesIsFoundIfItIsConfidentEnough() throws SQLException {
    DATABASE.execute(
        "update classifications set provider = 'cascade', model = null, confidence = 0.9");
    assertThat(answers.of(List.of(hash("Exports")), VERSION, "job", 1, false, 0.9)).hasSize(1);
    assertThat(answers.of(List.of(hash("Exports")), VERSION, "job", 1, false, 0.95)).isEmpty();
  }

  @Test
  void onlyAnswersOfRealModelsCountAsPaid() throws SQLException {
    assertThat(answers.anyPaid()).isTrue();
    DATABASE.execute("update classifications set model = 'simulator/rules'");
    assertThat(answers.anyPaid()).isFalse();
    DATABASE.execute("update classifications set model = null");
    assertThat(answers.anyPaid()).isFalse();
  }

  private Map<String, StoredAnswer> find(
      AnswerVersion version, String jobId, int generation, boolean forced) throws SQLException {
    return answers.of(List.of(hash("Exports")), version, jobId, generation, forced, null);
  }
}
