package dev.classify.cli.bench;

import dev.classify.local.simulator.SimulatedLlm;
import java.time.Duration;
import java.util.List;

/// The conditions of one run of [OutageTrial].
///
/// @param requestsPerMinute the budget
/// @param workers that share it
/// @param rowsPerRequest rows of one LLM request
/// @param outage how long the model is ill
/// @param minutesAfter minutes that are measured from [#RECOVERY] after the end of the outage on
/// @param busyLoops threads that keep a core busy each for the whole run
public record OutageCase(
    OutageKind kind,
    int requestsPerMinute,
    int workers,
    int rowsPerRequest,
    Duration outage,
    int minutesAfter,
    int busyLoops) {

  /// From the first request to the outage: the minute that is compared with, and before it the time
  /// that the workers need to reach their speed.
  static final Duration WARM_UP = Duration.ofSeconds(75);

  /// What the engine may take to reach its speed again.
  static final Duration RECOVERY = Duration.ofSeconds(15);

  /// Shorter than the look at its end, an outage leaves nothing to measure.
  public static final Duration OUTAGE_MIN = Duration.ofSeconds(10);

  /// The simulator opens its port again after an hour at most.
  public static final Duration OUTAGE_MAX = Duration.ofHours(1);

  /// From the end of the measurement to the end of the job.
  private static final Duration REST_TIMEOUT = Duration.ofMinutes(2);

  /// So that the job does not end while the last minute is measured.
  private static final Duration SPARE = Duration.ofSeconds(20);

  /// The simulator for this case. Its limit is the budget, so that its headers are those that a
  /// provider would send.
  public SimulatedLlm simulation() {
    return new SimulatedLlm(
        List.of(
            "--latency=constant:1s",
            "--rpm=" + requestsPerMinute,
            "--retry-after=5s",
            "--late-by=30s",
            "--keep-bodies=0",
            "--keep-requests=1000000"));
  }

  /// As many rows as the budget lets through while the model is well, and some to spare.
  int rows() {
    Duration answered = WARM_UP.plus(RECOVERY).plus(Duration.ofMinutes(minutesAfter)).plus(SPARE);
    if (kind == OutageKind.SLOW) {
      answered = answered.plus(outage);
    }
    return Math.toIntExact(requestsPerMinute * answered.toSeconds() / 60 * rowsPerRequest);
  }

  /// How long the rows that are left may take. A slow model may have left most of those that it was
  /// given more.
  Duration restTimeout() {
    return kind == OutageKind.SLOW ? REST_TIMEOUT.plus(outage) : REST_TIMEOUT;
  }

  /// Whether no rows are answered meanwhile, so that the workers have nothing to do.
  boolean isIdle() {
    return kind != OutageKind.SLOW;
  }
}
