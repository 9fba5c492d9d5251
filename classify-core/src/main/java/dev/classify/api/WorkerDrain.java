package dev.classify.api;

import java.time.Duration;

/// How a worker stops: it takes no new calls, and finishes those that it has.
public final class WorkerDrain {

  /// After this time it exits, whatever it still does, unless `SERVICE_DRAIN_TIMEOUT` says
  /// otherwise. A request to a model that is in flight then is paid for in vain. Whoever stops a
  /// worker must not kill it earlier: `stop_grace_period` in `docker-compose.cluster.yml`, and the
  /// supervisor of the embedded stack.
  public static final Duration TIMEOUT = Duration.ofSeconds(25);

  private WorkerDrain() {}
}
