package dev.classify.service.http;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Lets a worker that is asked to stop finish what it has begun and take nothing new.
final class Drain {

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Set<HttpServerRequest> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean leaving;

  /// Counts a request as begun until its response has ended.
  ///
  /// @return false where the worker is leaving: the request belongs to another one
  boolean begin(HttpServerRequest request) {
    // Counted before the look, so that none slips in between the look and the wait.
    underWay.add(request);
    request.response().endHandler(_ -> underWay.remove(request));
    return !leaving;
  }

  /// Takes nothing more, and waits until everything begun has ended.
  ///
  /// @return how many requests are still under way after that long
  int drain(Duration patience) throws InterruptedException {
    leaving = true;
    Instant deadline = Instant.now().plus(patience);
    while (!underWay.isEmpty() && Instant.now().isBefore(deadline)) {
      Thread.sleep(PAUSE);
    }
    return underWay.size();
  }
}
