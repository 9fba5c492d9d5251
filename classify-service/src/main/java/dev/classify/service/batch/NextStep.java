package dev.classify.service.batch;

import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.FieldDecision;
import dev.classify.outcome.FieldDecisions;
import dev.classify.service.llm.ItemAnswer;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.triage.Packing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to do after a request, given its outcome.
///
/// @param verdicts one verdict for each content of the request, in order; empty if the job stops
/// @param pause how long to wait before a content is asked about again
/// @param hold how long every batch has to stop sending to this model; zero without a rate limit
/// @param stopReason why the job stops; null if it continues
record NextStep(
    List<ContentVerdict> verdicts, Duration pause, Duration hold, @Nullable String stopReason) {

  /// Failure points at which a row is given up.
  private static final int FAILURE_POINTS_MAX = 40;

  /// Points for a failure: ten failures reach the maximum.
  private static final int FAILURE_POINTS = 4;

  /// Points for a 429.
  private static final int RATE_LIMIT_POINTS = 1;

  /// Unusable answers to a request about one row before it is given up.
  private static final int FAILURES_ALONE_MAX = 2;

  private static final Duration PAUSE_MAX = Duration.ofMinutes(1);

  /// The minimum pause after the second failure, whatever the server says.
  private static final Duration FAILED_PAUSE_MIN = Duration.ofMillis(500);

  /// Minimum pause after a 429. It doubles each time, because a server may say `Retry-After: 0`.
  private static final Duration RATE_LIMIT_PAUSE_MIN = Duration.ofMillis(250);

  private static final Duration RATE_LIMIT_PAUSE_MAX = Duration.ofSeconds(15);

  NextStep {
    verdicts = List.copyOf(verdicts);
  }

  static NextStep of(RequestPlan plan, String model, LlmOutcome outcome, AnswerCheck check) {
    return switch (outcome) {
      case LlmOutcome.Answered answered -> checkAnswers(plan, model, answered, check);
      case LlmOutcome.Throttled throttled -> {
        Duration wait = Duration.ofMillis(throttled.retryAfterMillis());
        NextStep retry =
            askAgain(check, plan, "the provider throttles", RATE_LIMIT_POINTS, Duration.ZERO);
        Duration minimum = rateLimitPause(plan);
        yield new NextStep(
            retry.verdicts(), minimum.compareTo(wait) > 0 ? minimum : Duration.ZERO, wait, null);
      }
      case LlmOutcome.QuotaExhausted quota -> stopJob(quota.message());
      case LlmOutcome.Unusable unusable -> stopJob(unusable.message());
      case LlmOutcome.TooLarge large -> askInSmallerRequests(check, plan, large.message());
      case LlmOutcome.Refused refused ->
          askInSmallerRequests(check, plan, "refused: " + refused.reason());
      case LlmOutcome.CutOff cutOff -> askInSmallerRequests(check, plan, cutOff.detail());
      case LlmOutcome.Malformed malformed -> askInSmallerRequests(check, plan, malformed.reason());
      case LlmOutcome.Unavailable away ->
          askAgain(
              check, plan, away.reason(), FAILURE_POINTS, Duration.ofMillis(away.pauseMillis()));
      case LlmOutcome.TimedOut _ ->
          askAgain(check, plan, "no answer within the time allowed", FAILURE_POINTS, Duration.ZERO);
      case LlmOutcome.Interrupted _ ->
          askAgain(check, plan, "the worker died while it waited", FAILURE_POINTS, Duration.ZERO);
    };
  }

  private static NextStep checkAnswers(
      RequestPlan plan, String model, LlmOutcome.Answered answered, AnswerCheck check) {
    List<ContentVerdict> verdicts = new ArrayList<>();
    for (PendingContent content : plan.contents()) {
      ItemAnswer item = answered.items().get(Packing.echoId(verdicts.size()));
      verdicts.add(
          switch (item) {
            case null -> askInSmallerRequests(check, plan, content, "the model left it out");
            case ItemAnswer.Missing _ ->
                askInSmallerRequests(check, plan, content, "the model left it out");
            case ItemAnswer.Faulty faulty ->
                askInSmallerRequests(check, plan, content, String.join("; ", faulty.reasons()));
            case ItemAnswer.Valid valid ->
                check.of(
                    content,
                    new PendingContent.AnswerByModel(decided(content.role(), valid), model));
          });
    }
    return new NextStep(verdicts, Duration.ZERO, Duration.ZERO, null);
  }

  /// Confidence in a field is the probability of its value if known, else the stated confidence.
  private static DecidedAnswer decided(ModelRole role, ItemAnswer.Valid valid) {
    DecidedBy by =
        switch (role) {
          case FIRST -> DecidedBy.MODEL;
          case REVIEW -> DecidedBy.REVIEW_MODEL;
        };
    FieldDecision stated =
        new FieldDecision(by, ConfidenceKind.STATED, valid.classification().confidence());
    return new DecidedAnswer(
        valid.classification(),
        FieldDecisions.each(
            field -> {
              Double probability = valid.probabilities().get(field);
              return probability == null
                  ? stated
                  : new FieldDecision(by, ConfidenceKind.LOGPROB, probability);
            }));
  }

  private static NextStep stopJob(String reason) {
    return new NextStep(List.of(), Duration.ZERO, Duration.ZERO, reason);
  }

  private static NextStep askInSmallerRequests(AnswerCheck check, RequestPlan plan, String reason) {
    List<ContentVerdict> verdicts =
        plan.contents().stream()
            .map(content -> askInSmallerRequests(check, plan, content, reason))
            .toList();
    return new NextStep(verdicts, Duration.ZERO, Duration.ZERO, null);
  }

  private static ContentVerdict askInSmallerRequests(
      AnswerCheck check, RequestPlan plan, PendingContent content, String reason) {
    int size = plan.contents().size();
    boolean alone = size == 1;
    PendingContent next = content.inSmallerRequest(Math.max(1, size / 2), alone, reason);
    return next.failuresAlone() >= FAILURES_ALONE_MAX
        ? giveUp(check, content, reason)
        : new ContentVerdict.AskAgain(next);
  }

  /// @param pause the pause after the first failure; it doubles with each further failure
  private static NextStep askAgain(
      AnswerCheck check, RequestPlan plan, String reason, int failurePoints, Duration pause) {
    List<ContentVerdict> verdicts = new ArrayList<>();
    int earlierFailures = 0;
    for (PendingContent content : plan.contents()) {
      PendingContent next = content.askAgain(failurePoints, reason);
      earlierFailures = Math.max(earlierFailures, content.failurePoints() / FAILURE_POINTS);
      verdicts.add(
          next.failurePoints() >= FAILURE_POINTS_MAX
              ? giveUp(
                  check,
                  content,
                  "tried %d times, at last: %s".formatted(next.timesAsked(), reason))
              : new ContentVerdict.AskAgain(next));
    }
    Duration minimum = earlierFailures == 0 ? pause : longer(pause, FAILED_PAUSE_MIN);
    Duration grown = minimum.multipliedBy(1L << earlierFailures);
    Duration longest = longer(pause, PAUSE_MAX);
    return new NextStep(
        verdicts, grown.compareTo(longest) > 0 ? longest : grown, Duration.ZERO, null);
  }

  /// The pause after a rate limit, which doubles each time.
  private static Duration rateLimitPause(RequestPlan plan) {
    int earlierPoints =
        plan.contents().stream().mapToInt(PendingContent::failurePoints).max().orElse(0);
    Duration grown =
        RATE_LIMIT_PAUSE_MIN.multipliedBy(1L << Math.min(earlierPoints, FAILURE_POINTS_MAX));
    return grown.compareTo(RATE_LIMIT_PAUSE_MAX) > 0 ? RATE_LIMIT_PAUSE_MAX : grown;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /// If the review model fails, the answer of the first model is kept.
  private static ContentVerdict giveUp(AnswerCheck check, PendingContent content, String reason) {
    return content.firstAnswer() == null
        ? new ContentVerdict.GiveUp(reason)
        : check.withoutReview(content, content.firstAnswer(), reason);
  }
}
