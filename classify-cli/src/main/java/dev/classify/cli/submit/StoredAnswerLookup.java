package dev.classify.cli.submit;

import dev.classify.outcome.AnswerVersion;
import dev.classify.store.jobs.AnswerVersions;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobProgress;
import dev.classify.store.jobs.Tally;
import dev.classify.store.outcomes.StoredAnswers;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/// What the database already knows about the rows of a run.
interface StoredAnswerLookup {

  /// For estimates without a database: nothing is stored.
  StoredAnswerLookup NOTHING =
      new StoredAnswerLookup() {
        @Override
        public boolean done(Batch batch) {
          return false;
        }

        @Override
        public Map<String, AnswerVersions.StoredVersion> versions(Batch batch) {
          return Map.of();
        }

        @Override
        public Set<String> known(List<String> contentHashes) {
          return Set.of();
        }
      };

  /// Whether every row of a batch is done, so that a run skips the batch.
  boolean done(Batch batch) throws SQLException;

  /// The versions of the stored answers to its rows, by id.
  Map<String, AnswerVersions.StoredVersion> versions(Batch batch) throws SQLException;

  /// The contents that have a stored answer under any id.
  Set<String> known(List<String> contentHashes) throws SQLException;

  /// Looks up a job in the database.
  static StoredAnswerLookup of(DataSource database, Job job, AnswerVersion version) {
    JobProgress progress = new JobProgress(database);
    AnswerVersions versions = new AnswerVersions(database);
    StoredAnswers answers = new StoredAnswers(database);
    return new StoredAnswerLookup() {
      @Override
      public boolean done(Batch batch) throws SQLException {
        Tally done = progress.done(job, batch.ids(), batch.contentHashes());
        return done.rows() == batch.size();
      }

      @Override
      public Map<String, AnswerVersions.StoredVersion> versions(Batch batch) throws SQLException {
        return versions.of(job, batch.ids(), batch.contentHashes());
      }

      @Override
      public Set<String> known(List<String> contentHashes) throws SQLException {
        return answers
            .of(
                contentHashes,
                version,
                job.id(),
                job.generation(),
                job.forced(),
                job.minConfidence())
            .keySet();
      }
    };
  }
}
