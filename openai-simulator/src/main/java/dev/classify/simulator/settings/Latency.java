package dev.classify.simulator.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The distribution of the time an answer takes.
public sealed interface Latency {

  /// The 95th percentile of the standard normal distribution.
  double P95 = 1.6448536269514722;

  Duration draw(RandomGenerator random);

  /// The text of the setting.
  String text();

  /// Always the same.
  record Constant(Duration time) implements Latency {
    @Override
    public Duration draw(RandomGenerator random) {
      return time;
    }

    @Override
    public String text() {
      return "constant:" + SettingFormat.text(time);
    }
  }

  /// Normal, cut off at zero.
  record Normal(Duration mean, Duration deviation) implements Latency {
    @Override
    public Duration draw(RandomGenerator random) {
      double nanos = mean.toNanos() + random.nextGaussian() * deviation.toNanos();
      return Duration.ofNanos(Math.max(0, Math.round(nanos)));
    }

    @Override
    public String text() {
      return "normal:" + SettingFormat.text(mean) + "," + SettingFormat.text(deviation);
    }
  }

  /// Lognormal, as the latencies of servers mostly are: of given mean and 95th percentile.
  record Lognormal(Duration mean, Duration p95) implements Latency {

    /// Beyond it no lognormal distribution has this 95th percentile.
    static boolean possible(Duration mean, Duration p95) {
      return mean.isPositive()
          && p95.compareTo(mean) >= 0
          && Math.log(ratio(mean, p95)) <= P95 * P95 / 2;
    }

    public Lognormal {
      if (!possible(mean, p95)) {
        throw new IllegalArgumentException("no lognormal distribution: " + mean + ", " + p95);
      }
    }

    @Override
    public Duration draw(RandomGenerator random) {
      // mean = exp(mu + sigma²/2) and p95 = exp(mu + P95 * sigma); the smaller root is the one that
      // has its mass near the mean.
      double sigma = P95 - Math.sqrt(P95 * P95 - 2 * Math.log(ratio(mean, p95)));
      double mu = Math.log((double) mean.toNanos()) - sigma * sigma / 2;
      return Duration.ofNanos(Math.round(Math.exp(mu + sigma * random.nextGaussian())));
    }

    @Override
    public String text() {
      return "lognormal:" + SettingFormat.text(mean) + "," + SettingFormat.text(p95);
    }

    private static double ratio(Duration mean, Duration p95) {
      return (double) p95.toNanos() / mean.toNanos();
    }
  }

  static Optional<Latency> read(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    List<Duration> times =
        Stream.of(text.substring(colon + 1).split(",", -1))
            .flatMap(time -> SettingFormat.time(time.strip()).stream())
            .toList();
    return switch (text.substring(0, colon) + times.size()) {
      case "constant1" -> Optional.of(new Constant(times.getFirst()));
      case "normal2" -> Optional.of(new Normal(times.getFirst(), times.getLast()));
      case "lognormal2" ->
          Lognormal.possible(times.getFirst(), times.getLast())
              ? Optional.of(new Lognormal(times.getFirst(), times.getLast()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
