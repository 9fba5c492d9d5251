package dev.classify.estimate;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The estimated cost and duration of a run.
///
/// @param models to be asked, in the order in which they are asked
/// @param pace the expected duration
public record Estimate(List<ModelEstimate> models, ExpectedTime pace) {

  /// How long a run will take, and what limits it.
  ///
  /// @param minutes 0 where nothing is sent
  /// @param boundBy the limiting factor
  public record ExpectedTime(double minutes, String boundBy) {}

  public Estimate {
    models = List.copyOf(models);
  }

  public long requests() {
    return sum(model -> model.load().requests());
  }

  public long tokensIn() {
    return sum(ModelEstimate::tokensIn);
  }

  public long tokensCached() {
    return sum(ModelEstimate::tokensCached);
  }

  public long tokensOut() {
    return sum(ModelEstimate::tokensOut);
  }

  /// Null if the price of any model that is asked is unknown.
  public @Nullable BigDecimal costUsd() {
    return cost(ModelEstimate::costUsd);
  }

  /// The cost if no provider caches anything; null if a price is unknown.
  public @Nullable BigDecimal costUncachedUsd() {
    return cost(ModelEstimate::costUncachedUsd);
  }

  private long sum(ToLongFunction<ModelEstimate> part) {
    return models.stream().mapToLong(part).sum();
  }

  private @Nullable BigDecimal cost(Function<ModelEstimate, @Nullable BigDecimal> part) {
    BigDecimal sum = BigDecimal.ZERO;
    for (ModelEstimate model : models) {
      BigDecimal cost = part.apply(model);
      if (model.load().requests() > 0) {
        if (cost == null) {
          return null;
        }
        sum = sum.add(cost);
      }
    }
    return sum;
  }
}
