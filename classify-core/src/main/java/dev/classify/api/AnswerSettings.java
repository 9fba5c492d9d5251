package dev.classify.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.classify.budget.Limits;
import dev.classify.outcome.Cascade;
import dev.classify.outcome.ConfidenceThresholds;
import dev.classify.outcome.Provider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How the rows of a job are answered.
///
/// @param provider null means the rules
/// @param perRequest rows per LLM request; null means [#ROWS_PER_REQUEST]
/// @param limits the rate limits of the job itself; null for none
/// @param minConfidence from which a cascade keeps the answer of the rules, 0 to 1; null means
///     [ConfidenceThresholds#RULES_SURE]
public record AnswerSettings(
    @Nullable Provider provider,
    @Nullable Integer perRequest,
    @Nullable Limits limits,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double minConfidence) {

  public static final int ROWS_PER_REQUEST = 10;
  public static final int ROWS_PER_REQUEST_MAX = 50;

  /// The rules alone, which cost nothing.
  public static final AnswerSettings BY_RULES = new AnswerSettings(Provider.RULES, null, null);

  public AnswerSettings {
    if (perRequest != null && (perRequest < 1 || perRequest > ROWS_PER_REQUEST_MAX)) {
      throw new IllegalArgumentException(
          "rows per request must be 1 to " + ROWS_PER_REQUEST_MAX + ": " + perRequest);
    }
    if (minConfidence != null && !(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException("a confidence lies between 0 and 1: " + minConfidence);
    }
  }

  /// Settings of a job that trusts the rules as usual.
  public AnswerSettings(
      @Nullable Provider provider, @Nullable Integer perRequest, @Nullable Limits limits) {
    this(provider, perRequest, limits, null);
  }

  /// The same settings with another provider.
  public AnswerSettings by(Provider provider) {
    return new AnswerSettings(provider, perRequest, limits, minConfidence);
  }

  /// The same settings with another number of rows in each request.
  public AnswerSettings withRowsPerRequest(int rows) {
    return new AnswerSettings(provider, rows, limits, minConfidence);
  }

  /// The same settings with another confidence from which a cascade keeps the answer of the rules.
  public AnswerSettings withMinConfidence(double confidence) {
    return new AnswerSettings(provider, perRequest, limits, confidence);
  }

  /// The provider, with the default.
  public Provider by() {
    return Objects.requireNonNullElse(provider, Provider.RULES);
  }

  /// From which confidence the rules answer: any by themselves, none if a model answers every row.
  public double rulesAnswerFrom() {
    return Cascade.rulesAnswerFrom(by(), minConfidence);
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
