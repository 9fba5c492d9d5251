package dev.classify.service.metrics;

import dev.classify.model.ServiceTier;
import dev.classify.store.ledger.LedgerResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Counts the requests of a worker to models, with their tokens, costs and times.
public final class RequestMetrics {

  /// Up to the longest timeout of a request, that of flex.
  private static final Duration[] LATENCIES = {
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(4),
    Duration.ofSeconds(8),
    Duration.ofSeconds(15),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60),
    Duration.ofSeconds(120),
    Duration.ofSeconds(900)
  };

  /// A step waits for at most four minutes.
  private static final Duration[] WAITS = {
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60),
    Duration.ofSeconds(120),
    Duration.ofSeconds(240)
  };

  private static final Set<String> TIERS =
      Arrays.stream(ServiceTier.values()).map(ServiceTier::priced).collect(Collectors.toSet());

  private final MeterRegistry registry;
  private final Map<String, AtomicInteger> waiting = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();

  public RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /// A request that is counted as waiting or in flight until it is closed.
  public interface Counted extends AutoCloseable {
    @Override
    void close();
  }

  /// Counts a request as waiting for its turn.
  public Counted waits(String model) {
    return counted(
        waiting, "classify.llm.requests.waiting", "Requests that wait for their turn.", model);
  }

  /// Counts a request as in flight.
  public Counted flies(String model) {
    return counted(inFlight, "classify.llm.requests.in.flight", "Requests that were sent.", model);
  }

  private Counted counted(
      Map<String, AtomicInteger> counts, String name, String description, String model) {
    AtomicInteger count =
        counts.computeIfAbsent(
            model,
            _ -> {
              AtomicInteger fresh = new AtomicInteger();
              Gauge.builder(name, fresh::get)
                  .description(description)
                  .tag("model", model)
                  .register(registry);
              return fresh;
            });
    count.incrementAndGet();
    return count::decrementAndGet;
  }

  /// How long a request has waited for its turn.
  public void waited(String model, Duration time) {
    Timer.builder("classify.llm.queue.wait")
        .description("Time that a request waited for its turn, until it was given one.")
        .tag("model", model)
        .serviceLevelObjectives(WAITS)
        .register(registry)
        .record(time);
  }

  /// Counts a request that was sent on its own.
  ///
  /// @param askedTier the name of the tier that it asked for, which counts where none was billed
  public void ended(String model, String askedTier, LedgerResult result) {
    Timer.builder("classify.llm.request.duration")
        .description("Time from sending a request to its result.")
        .tag("model", model)
        .serviceLevelObjectives(LATENCIES)
        .register(registry)
        .record(result.latency());
    count(model, askedTier, result);
  }

  /// Counts a request that was sent in a file; when its provider answered it is not known.
  public void endedInFile(String model, String tier, LedgerResult result) {
    count(model, tier, result);
  }

  private void count(String model, String askedTier, LedgerResult result) {
    String tier = tier(Objects.requireNonNullElse(result.serviceTier(), askedTier));
    Counter.builder("classify.llm.requests")
        .description("Requests to a model by the tier that billed them and by outcome.")
        .tags("model", model, "tier", tier, "outcome", result.outcome())
        .register(registry)
        .increment();
    tokens(model, "prompt", result.tokensIn());
    tokens(model, "cached", result.tokensCached());
    tokens(model, "cache_write", result.tokensCacheWrite());
    tokens(model, "completion", result.tokensOut());
    if (result.costUsd() != null) {
      Counter.builder("classify.llm.spend.usd")
          .description("Cost of requests by the known prices, in US dollars.")
          .tags("model", model, "tier", tier)
          .register(registry)
          .increment(result.costUsd().doubleValue());
    }
  }

  /// A server may call its tier anything, but each value of a label is a time series.
  private static String tier(String billed) {
    return TIERS.contains(billed) ? billed : "other";
  }

  private void tokens(String model, String kind, @Nullable Long tokens) {
    if (tokens != null) {
      Counter.builder("classify.llm.tokens")
          .description("Tokens by kind; those of the prompt include cached and cache_write.")
          .tags("model", model, "kind", kind)
          .register(registry)
          .increment(tokens);
    }
  }
}
