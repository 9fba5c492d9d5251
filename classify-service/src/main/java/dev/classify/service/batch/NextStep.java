package dev.classify.service.batch;

import dev.classify.outcome.AttributeValue;
import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.FieldDecision;
import dev.classify.outcome.FieldDecisions;
import dev.classify.outcome.SeriesAttributes;
import dev.classify.service.llm.ItemAnswer;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.taxonomy.SeriesAttribute;
import dev.classify.triage.Packing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What to do after a request, given its outcome.
///
/// @param verdicts one verdict for each content of the request, in order; empty if the job stops
/// @param stopReason why the job stops; null if it continues
record NextStep(List<ContentVerdict> verdicts, @Nullable String stopReason) {

  /// Unusable answers to a request about one row before it is given up.
  private static final int FAILURES_ALONE_MAX = 2;

  NextStep {
    verdicts = List.copyOf(verdicts);
  }

  static NextStep of(RequestPlan plan, String model, LlmOutcome outcome, AnswerCheck check) {
    return switch (outcome) {
      case LlmOutcome.Answered answered -> checkAnswers(plan, model, answered, check);
      case LlmOutcome.QuotaExhausted quota -> stopJob(quota.message());
      case LlmOutcome.Unusable unusable -> stopJob(unusable.message());
      case LlmOutcome.TooLarge large -> askInSmallerRequests(check, plan, large.message());
      case LlmOutcome.Refused refused ->
          askInSmallerRequests(check, plan, "refused: " + refused.reason());
      case LlmOutcome.CutOff cutOff -> askForLongerAnswer(check, plan, cutOff);
      case LlmOutcome.Malformed malformed -> askInSmallerRequests(check, plan, malformed.reason());
      // The server answers other requests, so it is this one that it cannot answer.
      case LlmOutcome.Unavailable away -> askInSmallerRequests(check, plan, away.reason());
      case LlmOutcome.WebPage page -> askInSmallerRequests(check, plan, page.reason());
      case LlmOutcome.TimedOut _ ->
          askInSmallerRequests(check, plan, "no answer within the time allowed");
      case LlmOutcome.NoRoom noRoom -> askInSmallerRequests(check, plan, noRoom.reason());
      case LlmOutcome.Throttled _ ->
          askInSmallerRequests(check, plan, "the provider throttles this request alone");
      case LlmOutcome.WaitedTooLong waited -> takeStandIns(check, plan, waited.reason());
    };
  }

  /// Contents without another answer wait on.
  private static NextStep takeStandIns(AnswerCheck check, RequestPlan plan, String reason) {
    return new NextStep(
        plan.contents().stream().map(content -> takeStandIn(check, content, reason)).toList(),
        null);
  }

  private static ContentVerdict takeStandIn(
      AnswerCheck check, PendingContent content, String reason) {
    if (content.firstAnswer() != null) {
      return check.withoutReview(content, content.firstAnswer(), reason);
    }
    return content.byRules() == null
        ? new ContentVerdict.AskAgain(content)
        : new ContentVerdict.ByRules(reason);
  }

  private static NextStep askForLongerAnswer(
      AnswerCheck check, RequestPlan plan, LlmOutcome.CutOff cutOff) {
    OptionalLong raised = cutOff.raisedAnswerTokensMax();
    if (raised.isEmpty()) {
      return askInSmallerRequests(check, plan, cutOff.detail());
    }
    List<ContentVerdict> verdicts = new ArrayList<>();
    for (PendingContent content : plan.contents()) {
      verdicts.add(
          new ContentVerdict.AskAgain(
              content.withLongerAnswer(raised.getAsLong(), cutOff.detail())));
    }
    return new NextStep(verdicts, null);
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
    return new NextStep(verdicts, null);
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
            }),
        attributes(by, valid));
  }

  /// A model states no confidence for an attribute: that of its answer counts.
  private static SeriesAttributes attributes(DecidedBy by, ItemAnswer.Valid valid) {
    Map<SeriesAttribute, AttributeValue> values = new EnumMap<>(SeriesAttribute.class);
    valid
        .stated()
        .forEach(
            (attribute, value) ->
                values.put(
                    attribute,
                    new AttributeValue(
                        value,
                        valid.classification().confidence(),
                        by,
                        "found by the " + by.token().replace('-', ' '))));
    return new SeriesAttributes(values);
  }

  private static NextStep stopJob(String reason) {
    return new NextStep(List.of(), reason);
  }

  private static NextStep askInSmallerRequests(AnswerCheck check, RequestPlan plan, String reason) {
    List<ContentVerdict> verdicts =
        plan.contents().stream()
            .map(content -> askInSmallerRequests(check, plan, content, reason))
            .toList();
    return new NextStep(verdicts, null);
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

  /// If the review model fails, the answer of the first model is kept.
  private static ContentVerdict giveUp(AnswerCheck check, PendingContent content, String reason) {
    return content.firstAnswer() == null
        ? new ContentVerdict.GiveUp(reason)
        : check.withoutReview(content, content.firstAnswer(), reason);
  }
}
