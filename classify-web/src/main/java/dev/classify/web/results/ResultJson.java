package dev.classify.web.results;

import dev.classify.store.results.ResultPages;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer in a list.
///
/// @param answer the values by field
/// @param model null if the rules answered
/// @param reviewedBy null if nobody reviewed it
public record ResultJson(
    String indicatorId,
    String name,
    Map<String, @Nullable String> answer,
    double confidence,
    String provider,
    @Nullable String model,
    boolean standIn,
    @Nullable String reviewedBy,
    boolean inReview,
    String job,
    Instant classifiedAt) {

  static ResultJson of(ResultPages.Row row) {
    return new ResultJson(
        row.indicatorId(),
        row.name(),
        FieldNames.values(row.answer()),
        row.answer().confidence(),
        row.provider(),
        row.model(),
        row.standIn(),
        row.reviewedBy(),
        row.inReview(),
        row.jobId(),
        row.classifiedAt());
  }

  /// A row without an answer.
  public record Rejection(
      String indicatorId, String stage, String reason, String job, Instant rejectedAt) {

    public static Rejection of(ResultPages.Rejection row) {
      return new Rejection(
          row.indicatorId(), row.stage(), row.reason(), row.jobId(), row.rejectedAt());
    }
  }
}
