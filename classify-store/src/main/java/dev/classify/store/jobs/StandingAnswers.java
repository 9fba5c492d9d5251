package dev.classify.store.jobs;

import dev.classify.outcome.Cascade;
import dev.classify.outcome.Provider;
import org.jspecify.annotations.Nullable;

/// Which stored answers stand for a job, so that nobody is asked again. The only place that decides
/// it: every statement that needs to know embeds [#CONDITION] and binds this record.
///
/// An answer to a row's present content stands if a person gave it, or if it was given under the
/// job's answer version. Four exceptions: a forced generation counts only its own answers besides
/// those of people, an evaluation does not count the answers of people, which it is to predict, an
/// answer of the rules that stands in for that of a model counts only in its own job, until a later
/// round, and another answer of the rules in a cascade counts only from the confidence that the job
/// wants.
///
/// @param version id of the answer version that the job asks for
/// @param forced whether the generation has to answer everything again
/// @param minConfidence from which an answer of the rules stands in a cascade; null for the default
public record StandingAnswers(
    String version,
    String jobId,
    int generation,
    boolean forced,
    int round,
    @Nullable Double minConfidence) {

  /// A round in which no answer stands in for another.
  public static final int AFTER_ALL_ROUNDS = Integer.MAX_VALUE;

  /// About `c`, a row of `classifications` whose content is the one in question.
  public static final String CONDITION =
      """
      ((c.reviewed_by is not null and not :evaluation)
        or (c.answer_version = :version
          and (not :forced or (c.job_id = :jobId and c.generation >= :generation))
          and (c.model is not null or c.model_failure is not null or c.provider <> 'cascade'
            or c.confidence >= :rulesAnswerFrom)
          and (c.model_failure is null
            or (c.job_id = :jobId and c.generation >= :generation and c.round >= :round))))\
      """;

  public static StandingAnswers of(Job job) {
    return new StandingAnswers(
        job.answerVersion(),
        job.id(),
        job.generation(),
        job.forced(),
        job.round(),
        job.minConfidence());
  }

  /// From which confidence an answer of the rules stands in a cascade.
  public double rulesAnswerFrom() {
    return Cascade.rulesAnswerFrom(Provider.CASCADE, minConfidence);
  }

  public boolean evaluation() {
    return jobId.startsWith(TrialJobs.EVALUATION_PREFIX);
  }
}
