package dev.classify.api;

import dev.classify.budget.Limits;
import dev.classify.outcome.Provider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How the rows of a job are answered.
///
/// @param provider null counts as the rules
/// @param perRequest indicators that share an LLM request; null counts as [#ROWS_PER_REQUEST]
/// @param limits what the job itself may use of the budget of LLM requests; null for no limits
public record AnswerSettings(
    @Nullable Provider provider, @Nullable Integer perRequest, @Nullable Limits limits) {

  public static final int ROWS_PER_REQUEST = 10;
  public static final int ROWS_PER_REQUEST_MAX = 50;

  /// By the rules alone, which costs nothing.
  public static final AnswerSettings BY_RULES = new AnswerSettings(Provider.RULES, null, null);

  public AnswerSettings {
    if (perRequest != null && (perRequest < 1 || perRequest > ROWS_PER_REQUEST_MAX)) {
      throw new IllegalArgumentException(
          "a request holds 1 to " + ROWS_PER_REQUEST_MAX + " indicators: " + perRequest);
    }
  }

  /// The same by this provider.
  public AnswerSettings by(Provider provider) {
    return new AnswerSettings(provider, perRequest, limits);
  }

  /// Who answers.
  public Provider by() {
    return Objects.requireNonNullElse(provider, Provider.RULES);
  }

  /// The most indicators that share a request.
  public int indicatorsMax() {
    return Objects.requireNonNullElse(perRequest, ROWS_PER_REQUEST);
  }

  /// The limits of the job itself.
  public Limits jobLimits() {
    return Objects.requireNonNullElse(limits, Limits.NONE);
  }
}
