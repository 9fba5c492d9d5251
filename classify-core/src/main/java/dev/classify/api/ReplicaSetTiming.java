package dev.classify.api;

import java.time.Duration;

/// The times by which the workers of a replica set coordinate, in milliseconds.
///
/// @param heartbeat between two heartbeats of a worker
/// @param stale without a heartbeat for so long, a worker loses its partition
/// @param coordination for so long a new generation waits for a worker to stop the old one
/// @param poll between two looks at the log, and at the state of a generation that begins
/// @param registrationWait for so long a new worker waits for others, so that one generation takes
///     in all that start together
public record ReplicaSetTiming(
    long heartbeat, long stale, long coordination, long poll, long registrationWait) {

  /// The coordinator holds the timers of every set, so no set may make it spin.
  public static final Duration SHORTEST = Duration.ofMillis(20);

  public static final Duration LONGEST = Duration.ofHours(1);

  public ReplicaSetTiming {
    require("heartbeat", heartbeat, SHORTEST.toMillis());
    require("stale", stale, 2 * heartbeat);
    require("coordination", coordination, SHORTEST.toMillis());
    require("poll", poll, SHORTEST.toMillis());
    require("registrationWait", registrationWait, 0);
  }

  private static void require(String name, long millis, long least) {
    if (millis < least || millis > LONGEST.toMillis()) {
      throw new IllegalArgumentException(
          "%s must be %d to %d ms: %d".formatted(name, least, LONGEST.toMillis(), millis));
    }
  }
}
