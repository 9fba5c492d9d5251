package dev.classify.budget;

/// When a worker that has waiting requests asks the shared budget again.
public final class LeaseTiming {

  /// Between two calls of a worker, so that requests that come one by one do not call one by one.
  public static final long BETWEEN_MIN_MILLIS = 100;

  /// Between two calls while more requests wait than are granted. Send times are given
  /// [Budget#HORIZON] ahead, so none of them is lost in between.
  private static final long WAITING_MIN_MILLIS = 500;

  /// The longest pause: a job may have been stopped, or a hold lifted.
  private static final long WAITING_MAX_MILLIS = 1_000;

  private LeaseTiming() {}

  /// The pause before the next call while requests wait.
  ///
  /// @param response the last one that left a request without a grant
  public static long pauseMillis(GrantResponse response) {
    Long again = response.askAgainAtMillis();
    return again == null
        ? BETWEEN_MIN_MILLIS
        : Math.clamp(again - response.decidedAtMillis(), WAITING_MIN_MILLIS, WAITING_MAX_MILLIS);
  }
}
