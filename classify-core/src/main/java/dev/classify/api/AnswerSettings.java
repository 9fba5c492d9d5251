package dev.classify.api;

import dev.classify.budget.Limits;
import dev.classify.outcome.Provider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How the rows of a job are answered.
///
/// @param provider null means the rules
/// @param perRequest rows per LLM request; null means [#ROWS_PER_REQUEST]
/// @param limits the rate limits of the job itself; null for none
public record AnswerSettings(
    @Nullable Provider provider, @Nullable Integer perRequest, @Nullable Limits limits) {

  public static final int ROWS_PER_REQUEST = 10;
  public static final int ROWS_PER_REQUEST_MAX = 50;

  /// The rules alone, which cost nothing.
  public static final AnswerSettings BY_RULES = new AnswerSettings(Provider.RULES, null, null);

  public AnswerSettings {
    if (perRequest != null && (perRequest < 1 || perRequest > ROWS_PER_REQUEST_MAX)) {
      throw new IllegalArgumentException(
          "rows per request must be 1 to " + ROWS_PER_REQUEST_MAX + ": " + perRequest);
    }
  }

  /// The same settings with another provider.
  public AnswerSettings by(Provider provider) {
    return new AnswerSettings(provider, perRequest, limits);
  }

  /// The same settings with another number of rows in each request.
  public AnswerSettings withRowsPerRequest(int rows) {
    return new AnswerSettings(provider, rows, limits);
  }

  /// The provider, with the default.
  public Provider by() {
    return Objects.requireNonNullElse(provider, Provider.RULES);
  }

  /// The most rows of one request, with the default.
  public int rowsPerRequest() {
    return Objects.requireNonNullElse(perRequest, ROWS_PER_REQUEST);
  }

  /// The limits of the job, with the default.
  public Limits jobLimits() {
    return Objects.requireNonNullElse(limits, Limits.NONE);
  }
}
