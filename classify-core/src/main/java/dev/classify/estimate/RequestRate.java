package dev.classify.estimate;

import dev.classify.budget.Limits;
import dev.classify.budget.Pace;
import java.util.List;

/// How fast requests can be sent.
///
/// @param limits the stricter of job and account, for each model
/// @param requestsAtOnce requests in flight at the same time
public record RequestRate(Limits limits, int requestsAtOnce) {

  private static final double SECONDS = 60;

  /// How long these requests will take. Each model has its own budget, so the slowest counts.
  public Estimate.ExpectedTime of(List<ModelEstimate> models) {
    Estimate.ExpectedTime slowest = new Estimate.ExpectedTime(0, "nothing");
    for (ModelEstimate model : models) {
      slowest = slower(slowest, byLatency(model));
      Integer requestsPerMinute = limits.requestsPerMinute();
      if (requestsPerMinute != null) {
        double minutes = model.load().requests() / (Pace.USED_PART * requestsPerMinute);
        slowest = slower(slowest, new Estimate.ExpectedTime(minutes, "requests per minute"));
      }
      Long tokensPerMinute = limits.tokensPerMinute();
      if (tokensPerMinute != null) {
        double minutes =
            (model.tokensIn() + model.tokensOut()) / (Pace.USED_PART * tokensPerMinute);
        slowest = slower(slowest, new Estimate.ExpectedTime(minutes, "tokens per minute"));
      }
    }
    return slowest;
  }

  private Estimate.ExpectedTime byLatency(ModelEstimate model) {
    double rounds = Math.ceil((double) model.load().requests() / requestsAtOnce);
    double seconds = model.habit().latency(model.load()).toMillis() / 1e3;
    return new Estimate.ExpectedTime(rounds * seconds / SECONDS, "the time of an answer");
  }

  private static Estimate.ExpectedTime slower(
      Estimate.ExpectedTime one, Estimate.ExpectedTime other) {
    return other.minutes() > one.minutes() ? other : one;
  }
}
