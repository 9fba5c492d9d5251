package dev.classify.store.jobs;

import static dev.classify.store.TestRows.OTHER_VERSION;
import static dev.classify.store.TestRows.VERSION;
import static dev.classify.store.TestRows.batch;
import static dev.classify.store.TestRows.classified;
import static dev.classify.store.TestRows.hash;
import static dev.classify.store.TestRows.opening;
import static dev.classify.store.TestRows.standIn;
import static dev.classify.store.TestRows.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.outcome.AnswerVersion;
import dev.classify.store.TestDatabase;
import dev.classify.store.jobs.AnswerVersions.StoredVersion;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnswerVersionsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private Jobs jobs;
  private AnswerVersions versions;

  @BeforeEach
  void classifyOneRow() throws SQLException {
    jobs = new Jobs(DATABASE.dataSource());
    versions = new AnswerVersions(DATABASE.dataSource());
    Job job = jobs.open(opening("job"));
    store(DATABASE.dataSource(), batch(job, "first"), classified("A", "Exports"));
  }

  @Test
  void answerGivenUnderTheVersionOfTheJobStands() throws SQLException {
    StoredVersion stored = find(open(VERSION, false));
    assertThat(stored.stands()).isTrue();
    assertThat(stored.sameVersion()).isTrue();
    assertThat(stored.changes(VERSION)).isEmpty();
  }

  @Test
  void answerThatStoodInForAModelInAnEarlierRoundIsNone() throws SQLException {
    Job job = open(VERSION, false);
    store(DATABASE.dataSource(), batch(job, "second"), standIn("A", "Imports", "gone"));
    assertThat(versions.of(job, List.of("A"), List.of(hash("Imports")))).hasSize(1);

    jobs.endWithRowsLeft(job);
    Job retried = jobs.open(opening("job", VERSION, false, true));
    assertThat(versions.of(retried, List.of("A"), List.of(hash("Imports")))).isEmpty();
  }

  @Test
  void answerUnderAnotherVersionNamesWhatChanged() throws SQLException {
    StoredVersion stored = find(open(OTHER_VERSION, false));
    assertThat(stored.stands()).isFalse();
    assertThat(stored.sameVersion()).isFalse();
    assertThat(stored.changes(OTHER_VERSION)).containsExactly("prompt");
    assertThat(
            stored.changes(
                new AnswerVersion("cascade", List.of("other"), "taxonomy-2", "rules-2", null)))
        .containsExactly("provider", "taxonomy", "rules");
    assertThat(
            stored.changes(
                new AnswerVersion("openai", List.of("other"), "taxonomy-1", "rules-1", "prompt-1")))
        .containsExactly("models");
  }

  @Test
  void versionThatNobodyRecordedDiffersInModelsOrPrompt() throws SQLException {
    DATABASE.execute("delete from answer_versions");
    DATABASE.execute("update classifications set answer_version = 'unrecorded'");
    StoredVersion stored = find(open(VERSION, false));
    assertThat(stored.models()).isNull();
    assertThat(stored.changes(VERSION)).containsExactly("models or prompt");
  }

  @Test
  void forcedRunOverridesAnAnswerOfTheSameVersionWithoutCallingItAChange() throws SQLException {
    StoredVersion stored = find(open(VERSION, true));
    assertThat(stored.stands()).isFalse();
    assertThat(stored.sameVersion()).isTrue();
    assertThat(stored.changes(VERSION)).isEmpty();
  }

  @Test
  void answerOfTheForcedGenerationItselfStands() throws SQLException {
    Job forced = open(VERSION, true);
    store(DATABASE.dataSource(), batch(forced, "again"), classified("A", "Exports"));
    assertThat(find(forced).stands()).isTrue();

    Job otherJob = jobs.open(opening("other", VERSION, true, false));
    assertThat(find(otherJob).stands()).isFalse();
  }

  @Test
  void answerThatAPersonJudgedStandsUnderEveryVersionAndGeneration() throws SQLException {
    DATABASE.execute("update classifications set reviewed_by = 'ann'");
    for (Job job : List.of(open(OTHER_VERSION, false), open(OTHER_VERSION, true))) {
      StoredVersion stored = find(job);
      assertThat(stored.stands()).isTrue();
      assertThat(stored.sameVersion()).isFalse();
    }
  }

  @Test
  void answersToOtherContentOrOtherRowsAreNotFound() throws SQLException {
    Job job = open(VERSION, false);
    assertThat(of(job, "Imports")).isEmpty();
    assertThat(versions.of(job, List.of("B"), List.of(hash("Exports")))).isEmpty();
  }

  private Job open(AnswerVersion version, boolean force) throws SQLException {
    return jobs.open(opening("job", version, force, false));
  }

  private StoredVersion find(Job job) throws SQLException {
    return Objects.requireNonNull(of(job, "Exports").get("A"));
  }

  private Map<String, StoredVersion> of(Job job, String name) throws SQLException {
    return versions.of(job, List.of("A"), List.of(hash(name)));
  }
}
