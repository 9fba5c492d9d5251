package dev.classify.budget;

/// What a job has been granted.
///
/// @param limits its own
/// @param cap by its own limits
/// @param share by its part of the account's limits
/// @param queueEnd when those of it who were told to ask again will have been served
/// @param askedAt when it asked last, milliseconds of the Unix epoch
public record JobPace(Limits limits, Pace cap, Pace share, double queueEnd, long askedAt) {

  static final JobPace FRESH = new JobPace(Limits.NONE, Pace.FRESH, Pace.FRESH, 0, 0);

  /// Afterwards, when a request of so many tokens is sent at this time.
  JobPace after(double at, long tokens, BudgetAsk ask, double part) {
    double asked = ask.now();
    return new JobPace(
        limits,
        cap.after(at, tokens, ask.jobLimits(), 1),
        share.after(Math.max(share.due(), asked), tokens, ask.accountLimits(), part),
        queueEnd,
        askedAt);
  }

  JobPace asked(Limits limits, double queueEnd, long now) {
    return new JobPace(limits, cap, share, queueEnd, now);
  }
}
