package dev.classify.api;

import dev.classify.budget.Limits;
import dev.classify.outcome.Provider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How the rows of a job are answered.
///
/// @param provider null counts as the rules
/// @param perRequest indicators that share an LLM request; null counts as [#PER_REQUEST]
/// @param limits what the job itself may use of the budget of LLM requests; null for no limits
public record Answering(
    @Nullable Provider provider, @Nullable Integer perRequest, @Nullable Limits limits) {

  public static final int PER_REQUEST = 10;
  public static final int PER_REQUEST_MAX = 50;

  /// By the rules alone, which costs nothing.
  public static final Answering BY_RULES = new Answering(Provider.RULES, null, null);

  public Answering {
    if (perRequest != null && (perRequest < 1 || perRequest > PER_REQUEST_MAX)) {
      throw new IllegalArgumentException(
          "a request holds 1 to " + PER_REQUEST_MAX + " indicators: " + perRequest);
    }
  }

  /// The same by this provider.
  public Answering by(Provider provider) {
    return new Answering(provider, perRequest, limits);
  }

  /// Who answers.
  public Provider by() {
    return Objects.requireNonNullElse(provider, Provider.RULES);
  }

  /// The most indicators that share a request.
  public int indicatorsMax() {
    return Objects.requireNonNullElse(perRequest, PER_REQUEST);
  }

  /// The limits of the job itself.
  public Limits jobLimits() {
    return Objects.requireNonNullElse(limits, Limits.NONE);
  }
}
