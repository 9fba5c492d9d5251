package dev.classify.estimate;

import java.time.Duration;

/// How a model answers: learnt from requests that were sent before, or assumed.
///
/// @param tokensEach of an answer, for each indicator
/// @param tokensOnce of an answer, whatever it answers: what a model thinks first
/// @param latency of a request; zero where it is to be told from the length of the answer
/// @param requests that it was learnt from; 0 where it is assumed
public record UsageProfile(double tokensEach, double tokensOnce, Duration latency, long requests) {

  /// Keys and values of an answer take about 150 tokens, a short reasoning the others.
  private static final double TOKENS_EACH = 190;

  /// Half of what a model that reasons is allowed to think.
  private static final double THOUGHT_ONCE = 1_000;

  private static final double THOUGHT_EACH = 250;

  private static final double SECONDS_AT_LEAST = 1;
  private static final double TOKENS_PER_SECOND = 80;

  /// What holds of a model that was never asked.
  ///
  /// @param reasons whether it thinks before it answers, which counts as answer
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
