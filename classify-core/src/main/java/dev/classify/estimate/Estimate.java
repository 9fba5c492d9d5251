package dev.classify.estimate;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What a run is going to take.
///
/// @param models that are asked, the first one first
/// @param pace how long it takes
public record Estimate(List<ModelEstimate> models, ExpectedTime pace) {

  /// How long a run takes, and why not less.
  ///
  /// @param minutes 0 where nothing is sent
  /// @param boundBy what it waits for
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

  /// Null where the price of a model that is asked is not known.
  public @Nullable BigDecimal costUsd() {
    return cost(ModelEstimate::costUsd);
  }

  /// The same if no provider caches anything.
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
