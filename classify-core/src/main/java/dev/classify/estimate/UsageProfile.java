package dev.classify.estimate;

import java.time.Duration;

/// The tokens and latency of a model's answers: measured from earlier requests, or assumed.
///
/// @param tokensEach per indicator of an answer
/// @param tokensOnce per answer, independent of the number of indicators: the reasoning at its
///     start
/// @param latency of a request; zero if it has to be estimated from the length of the answer
/// @param requests that were measured; 0 if assumed
public record UsageProfile(double tokensEach, double tokensOnce, Duration latency, long requests) {

  /// Keys and values of an answer take about 150 tokens, the rest is a short reasoning.
  private static final double TOKENS_EACH = 190;

  /// Half of the tokens that a reasoning model may spend on reasoning.
  private static final double THOUGHT_ONCE = 1_000;

  private static final double THOUGHT_EACH = 250;

  private static final double SECONDS_AT_LEAST = 1;
  private static final double TOKENS_PER_SECOND = 80;

  /// The assumption for a model that was never asked.
  ///
  /// @param reasons whether the model reasons first; those tokens count as output
  public static UsageProfile assumed(boolean reasons) {
    return reasons
        ? new UsageProfile(TOKENS_EACH + THOUGHT_EACH, THOUGHT_ONCE, Duration.ZERO, 0)
        : new UsageProfile(TOKENS_EACH, 0, Duration.ZERO, 0);
  }

  public boolean learnt() {
    return requests > 0;
  }

  long answerTokens(RequestLoad load) {
    return Math.round(load.indicators() * tokensEach + load.requests() * tokensOnce);
  }

  Duration latency(RequestLoad load) {
    if (!latency.isZero() || load.requests() == 0) {
      return latency;
    }
    double tokens = (double) answerTokens(load) / load.requests();
    return Duration.ofMillis(Math.round(1e3 * (SECONDS_AT_LEAST + tokens / TOKENS_PER_SECOND)));
  }
}
