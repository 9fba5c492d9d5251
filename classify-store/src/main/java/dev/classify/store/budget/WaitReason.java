package dev.classify.store.budget;

import dev.classify.budget.CircuitBreaker;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Why requests of a job are not sent, in the words of a person.
///
/// @param what stays the same while the job waits for the same thing
/// @param since how long, and until when; it changes all the time, and may be empty
public record WaitReason(String what, String since) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  /// Empty if none of these causes is known. docs/limits.md lists the others.
  ///
  /// @param command how the user calls commands on this system, such as `classify local`
  public static Optional<WaitReason> of(String jobId, JobActivity activity, String command) {
    if (activity.stopReason() != null) {
      return Optional.of(new WaitReason("stopped: " + activity.stopReason(), ""));
    }
    if (activity.pauseReason() != null) {
      return Optional.of(
          new WaitReason(
              "paused: %s; `%s resume %s` continues it"
                  .formatted(activity.pauseReason(), command, jobId),
              ""));
    }
    for (JobActivity.ModelState model : activity.troubled()) {
      CircuitBreaker breaker = model.state().breaker();
      if (breaker.opened()) {
        return Optional.of(
            new WaitReason(
                "waiting for %s: %s".formatted(model.model(), failure(breaker)),
                failing(breaker, model.nowMillis()) + thenRules(activity)));
      }
    }
    for (JobActivity.ModelState model : activity.troubled()) {
      return Optional.of(
          new WaitReason(
              model.model() + " is held by its provider",
              " until " + clock((long) model.state().budget().heldUntilMillis())));
    }
    if (activity.noRoom()) {
      return Optional.of(
          new WaitReason(
              "the provider has no room at flex; the same command with --tier-fallback sends at"
                  + " standard, which costs more",
              ""));
    }
    if (!activity.files().isEmpty()) {
      return Optional.of(FileText.of(activity.files(), ZoneId.systemDefault()));
    }
    if (activity.capUsedUp()) {
      return Optional.of(
          new WaitReason("the cost cap of the job has no room until requests in flight end", ""));
    }
    return activity.awaitedJob() == null
        ? Optional.empty()
        : Optional.of(
            new WaitReason(
                "waiting for %s, which is asking about the same contents"
                    .formatted(activity.awaitedJob()),
                ""));
  }

  /// Without the full stop that a server may have written.
  private static String failure(CircuitBreaker breaker) {
    return String.valueOf(breaker.lastFailure()).replaceFirst("\\.$", "");
  }

  private static String thenRules(JobActivity activity) {
    return activity.rulesAfterSeconds() == null
        ? ""
        : "; the rules answer after " + activity.rulesAfterSeconds() + " s";
  }

  /// How long a server has failed, and when it is tried again: `, 41 s, next try in 8 s`.
  public static String failing(CircuitBreaker breaker, long nowMillis) {
    return ", %d s, %s"
        .formatted(
            Duration.ofMillis(Math.max(nowMillis - breaker.failingSinceMillis(), 0)).toSeconds(),
            nextTry(breaker, nowMillis));
  }

  static String nextTry(CircuitBreaker breaker, long nowMillis) {
    long left = (breaker.nextProbeMillis() - nowMillis + 999) / 1_000;
    return left <= 0 ? "next try now" : "next try in " + left + " s";
  }

  /// A time of day here: `10:32:05`.
  public static String clock(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
  }

  @Override
  public String toString() {
    return what + since;
  }
}
