package dev.classify.service.http;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/// Lets a stopping worker finish the calls that it has accepted and accept no new ones.
final class Drain {

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Set<HttpServerRequest> inFlight = ConcurrentHashMap.newKeySet();
  private final IntSupplier modelRequests;
  private volatile boolean draining;

  /// @param modelRequests how many requests to models are in flight. They count even if their
  ///     caller is gone, because their answers are paid for and will be kept
  Drain(IntSupplier modelRequests) {
    this.modelRequests = modelRequests;
  }

  /// Counts a request as in flight until [#end] is called with it.
  ///
  /// @return false where the worker is draining: another worker has to take the request
  boolean begin(HttpServerRequest request) {
    // Counted before the check, so that no request slips in between the check and the wait.
    inFlight.add(request);
    return !draining;
  }

  /// To be called when the response has ended or its caller is gone.
  void end(HttpServerRequest request) {
    inFlight.remove(request);
  }

  /// Accepts no more calls, and waits until those in flight have ended.
  ///
  /// @return how many calls and requests are still in flight after that time
  int drain(Duration timeout) throws InterruptedException {
    draining = true;
    Instant deadline = Instant.now().plus(timeout);
    while (left() > 0 && Instant.now().isBefore(deadline)) {
      Thread.sleep(PAUSE);
    }
    return left();
  }

  private int left() {
    return Math.max(inFlight.size(), modelRequests.getAsInt());
  }
}
