package dev.classify.store.claims;

import dev.classify.outcome.AnswerVersion;

/// A batch that claims contents.
///
/// @param answerVersion id of the version under which its answers are stored
/// @param scope empty, or a forced job and its generation; only claims of the same scope exclude
///     each other
public record Claimant(String answerVersion, String scope, String batchKey, String jobId) {

  /// A batch of a job.
  ///
  /// @param forced whether the generation has to answer everything again
  public static Claimant of(
      AnswerVersion version, String jobId, int generation, boolean forced, String batchKey) {
    return new Claimant(version.id(), forced ? jobId + "/" + generation : "", batchKey, jobId);
  }
}
