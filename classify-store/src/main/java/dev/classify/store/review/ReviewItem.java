package dev.classify.store.review;

import dev.classify.indicator.CheckedDraft;
import dev.classify.indicator.ContentHash;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorCheck;
import dev.classify.indicator.IndicatorJson;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.store.outcomes.AnswerColumns;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An answer as a person sees it.
///
/// @param provider who was asked to answer, such as `rules`
/// @param model that answered; null if the rules did
/// @param batchKey tells this answer from a later one
/// @param reviewedBy who confirmed or corrected it; null if nobody did
/// @param reason why it should be reviewed; null if it is not in the queue
/// @param openedAt when it entered the queue; null if it is not in it
/// @param indicator that was classified; null if it is no longer known
public record ReviewItem(
    String indicatorId,
    String name,
    DecidedAnswer decided,
    String provider,
    @Nullable String model,
    String contentHash,
    String jobId,
    String batchKey,
    @Nullable String reviewedBy,
    @Nullable String reason,
    @Nullable Instant openedAt,
    @Nullable Indicator indicator) {

  static ReviewItem read(ResultSet row) throws SQLException {
    String contentHash = row.getString("content_hash");
    Timestamp openedAt = row.getTimestamp("opened_at");
    return new ReviewItem(
        row.getString("indicator_id"),
        row.getString("name"),
        AnswerColumns.read(row),
        row.getString("provider"),
        row.getString("model"),
        contentHash,
        row.getString("job_id"),
        row.getString("batch_key"),
        row.getString("reviewed_by"),
        row.getString("reason"),
        openedAt == null ? null : openedAt.toInstant(),
        indicator(row.getString("indicator"), contentHash));
  }

  /// The indicator in the JSON; null if its content is another.
  static @Nullable Indicator indicator(@Nullable String json, String contentHash)
      throws SQLException {
    if (json == null) {
      return null;
    }
    try {
      return IndicatorCheck.check(IndicatorJson.draft(IndicatorJson.read(json)))
                  instanceof CheckedDraft.Accepted accepted
              && ContentHash.of(accepted.indicator()).equals(contentHash)
          ? accepted.indicator()
          : null;
    } catch (IOException fault) {
      throw new SQLException("a stored indicator is not JSON", fault);
    }
  }
}
