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

/// What follows from the outcome of a request.
///
/// @param verdicts one for each of its rows, in their order; none where the job stops
/// @param pause before any of them is asked about again
/// @param hold for so long nobody sends to this model; zero where everybody may
/// @param stopReason why the job cannot go on; null where it can
record NextStep(
    List<ContentVerdict> verdicts, Duration pause, Duration hold, @Nullable String stopReason) {

  /// How much of what time cures a row bears before it is given up.
  private static final int TROUBLES_MAX = 40;

  /// So that it is tried ten times; with the growing pauses some minutes pass.
  private static final int TROUBLE = 4;

  /// Being sent away for a while says nothing against the rows, so it is borne longer.
  private static final int THROTTLED = 1;

  /// An indicator that nothing usable comes of, although it is asked about alone.
  private static final int ALONE_IN_VAIN_MAX = 2;

  private static final Duration PAUSE_MAX = Duration.ofMinutes(1);

  /// The least that is waited before another try of what failed twice, whatever the server says.
  private static final Duration FAILED_PAUSE_MIN = Duration.ofMillis(500);

  /// The least that rows wait that were sent away; it doubles each time, for a server that says
  /// `Retry-After: 0` would else be asked as fast as it answers.
  private static final Duration THROTTLED_PAUSE_MIN = Duration.ofMillis(250);

  private static final Duration THROTTLED_PAUSE_MAX = Duration.ofSeconds(15);

  NextStep {
    verdicts = List.copyOf(verdicts);
  }

  static NextStep of(RequestPlan plan, String model, LlmOutcome outcome, AnswerCheck check) {
    return switch (outcome) {
      case LlmOutcome.Answered answered -> each(plan, model, answered, check);
      case LlmOutcome.Throttled throttled -> {
        Duration wait = Duration.ofMillis(throttled.retryAfterMillis());
        NextStep again = again(check, plan, "the provider throttles", THROTTLED, Duration.ZERO);
        Duration least = leastPause(plan);
        yield new NextStep(
            again.verdicts(), least.compareTo(wait) > 0 ? least : Duration.ZERO, wait, null);
      }
      case LlmOutcome.QuotaExhausted quota -> stopReason(quota.message());
      case LlmOutcome.Unusable unusable -> stopReason(unusable.message());
      case LlmOutcome.TooLarge large -> smaller(check, plan, large.message());
      case LlmOutcome.Refused refused -> smaller(check, plan, "refused: " + refused.reason());
      case LlmOutcome.Malformed malformed -> smaller(check, plan, malformed.reason());
      case LlmOutcome.Unavailable away ->
          again(check, plan, away.reason(), TROUBLE, Duration.ofMillis(away.pauseMillis()));
      case LlmOutcome.TimedOut _ ->
          again(check, plan, "no answer within the time allowed", TROUBLE, Duration.ZERO);
      case LlmOutcome.Interrupted _ ->
          again(check, plan, "the worker died while it waited", TROUBLE, Duration.ZERO);
    };
  }

  private static NextStep each(
      RequestPlan plan, String model, LlmOutcome.Answered answered, AnswerCheck check) {
    List<ContentVerdict> verdicts = new ArrayList<>();
    for (PendingContent row : plan.contents()) {
      ItemAnswer item = answered.items().get(Packing.echoId(verdicts.size()));
      verdicts.add(
          switch (item) {
            case null -> smaller(check, plan, row, "the model left it out");
            case ItemAnswer.Missing _ -> smaller(check, plan, row, "the model left it out");
            case ItemAnswer.Faulty faulty ->
                smaller(check, plan, row, String.join("; ", faulty.reasons()));
            case ItemAnswer.Valid valid ->
                check.of(row, new PendingContent.AnswerByModel(decided(row.role(), valid), model));
          });
    }
    return new NextStep(verdicts, Duration.ZERO, Duration.ZERO, null);
  }

  /// By the probabilities of the values where they are known, else as the model says of the whole.
  private static DecidedAnswer decided(ModelRole stage, ItemAnswer.Valid valid) {
    DecidedBy by =
        switch (stage) {
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

  private static NextStep stopReason(String reason) {
    return new NextStep(List.of(), Duration.ZERO, Duration.ZERO, reason);
  }

  private static NextStep smaller(AnswerCheck check, RequestPlan plan, String reason) {
    List<ContentVerdict> verdicts =
        plan.contents().stream().map(row -> smaller(check, plan, row, reason)).toList();
    return new NextStep(verdicts, Duration.ZERO, Duration.ZERO, null);
  }

  private static ContentVerdict smaller(
      AnswerCheck check, RequestPlan plan, PendingContent row, String reason) {
    int size = plan.contents().size();
    boolean alone = size == 1;
    PendingContent next = row.inSmallerRequest(Math.max(1, size / 2), alone, reason);
    return next.failuresAlone() >= ALONE_IN_VAIN_MAX
        ? giveUp(check, row, reason)
        : new ContentVerdict.AskAgain(next);
  }

  /// @param pause for the first time; it doubles with every further one
  private static NextStep again(
      AnswerCheck check, RequestPlan plan, String reason, int trouble, Duration pause) {
    List<ContentVerdict> verdicts = new ArrayList<>();
    int before = 0;
    for (PendingContent row : plan.contents()) {
      PendingContent next = row.askAgain(trouble, reason);
      before = Math.max(before, row.failurePoints() / TROUBLE);
      verdicts.add(
          next.failurePoints() >= TROUBLES_MAX
              ? giveUp(
                  check, row, "tried %d times, at last: %s".formatted(next.timesAsked(), reason))
              : new ContentVerdict.AskAgain(next));
    }
    Duration least = before == 0 ? pause : longer(pause, FAILED_PAUSE_MIN);
    Duration grown = least.multipliedBy(1L << before);
    Duration longest = longer(pause, PAUSE_MAX);
    return new NextStep(
        verdicts, grown.compareTo(longest) > 0 ? longest : grown, Duration.ZERO, null);
  }

  /// Before rows are asked about again that were sent away.
  private static Duration leastPause(RequestPlan plan) {
    int before = plan.contents().stream().mapToInt(PendingContent::failurePoints).max().orElse(0);
    Duration grown = THROTTLED_PAUSE_MIN.multipliedBy(1L << Math.min(before, TROUBLES_MAX));
    return grown.compareTo(THROTTLED_PAUSE_MAX) > 0 ? THROTTLED_PAUSE_MAX : grown;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /// The first model's answer stands where the other one fails.
  private static ContentVerdict giveUp(AnswerCheck check, PendingContent row, String reason) {
    return row.firstAnswer() == null
        ? new ContentVerdict.GiveUp(reason)
        : check.withoutReview(row, row.firstAnswer(), reason);
  }
}
