package dev.classify.service.batch;

import dev.classify.outcome.ConfidenceCalibration;
import dev.classify.outcome.ConfidenceThresholds;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.rules.Repair;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Consistency;
import dev.classify.taxonomy.Contradiction;
import dev.classify.taxonomy.Taxonomy;
import dev.classify.triage.LowConfidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Checks the answer of a model: whether it is accepted, whether the review model is asked, and
/// whether a person should look at the result.
///
/// @param hasReviewModel whether a review model is configured
/// @param rowsPerRequest maximum number of indicators in a request to the review model
/// @param repair makes contradictory answers consistent
/// @param calibration what the confidences of models are worth
record AnswerCheck(
    boolean hasReviewModel, int rowsPerRequest, Repair repair, ConfidenceCalibration calibration) {

  /// Raise it when the same answers of models give a different result; `AnswerCheckRevisionTest`
  /// checks this.
  static final String REVISION = "vote-2";

  ContentVerdict of(PendingContent content, PendingContent.AnswerByModel answer) {
    PendingContent.DoubtedAnswer first = content.firstAnswer();
    if (first != null) {
      return vote(content, first, answer);
    }
    List<String> causes = reviewCauses(content, answer);
    return hasReviewModel && !causes.isEmpty()
        ? new ContentVerdict.AskAgain(
            content.forReview(new PendingContent.DoubtedAnswer(answer, causes), rowsPerRequest))
        : byOneModel(content, answer, List.of());
  }

  /// Accepts the answer of the first model, because the review model gave none.
  ContentVerdict withoutReview(
      PendingContent content, PendingContent.DoubtedAnswer first, String reason) {
    return byOneModel(
        content, first.answer(), List.of("the review model gave no answer: " + reason));
  }

  /// Why the review model has to be asked; empty if one answer is enough.
  private List<String> reviewCauses(PendingContent content, PendingContent.AnswerByModel answer) {
    List<String> causes = new ArrayList<>();
    switch (Consistency.of(answer.answer())) {
      case Consistency.Sound _, Consistency.Repaired _ -> {}
      case Consistency.Undecided undecided -> causes.add(brokenSections(undecided));
    }
    double confidence = alone(content, answer).answer().confidence();
    if (confidence < ConfidenceThresholds.MODEL_SURE) {
      causes.add(String.format(Locale.ROOT, "its confidence is only %.2f", confidence));
    }
    causes.addAll(RuleDisagreements.of(answer.answer(), content.byRules()));
    return causes;
  }

  private ContentVerdict byOneModel(
      PendingContent content, PendingContent.AnswerByModel answer, List<String> doubts) {
    List<String> all = new ArrayList<>(doubts);
    all.addAll(RuleDisagreements.of(answer.answer(), content.byRules()));
    return done(alone(content, answer), answer.model(), all);
  }

  /// The answer of one model, with the confidences that it has together with the rules.
  private DecidedAnswer alone(PendingContent content, PendingContent.AnswerByModel answer) {
    return calibration.assess(
        answer.model(), FieldVote.of(List.of(answer.decided()), content.byRules()).elected());
  }

  private ContentVerdict vote(
      PendingContent content,
      PendingContent.DoubtedAnswer first,
      PendingContent.AnswerByModel answer) {
    DecidedAnswer before = first.answer().decided();
    FieldVote vote = FieldVote.of(List.of(answer.decided(), before), content.byRules());
    List<String> doubts = new ArrayList<>();
    for (AnswerField field : vote.undecidedFields()) {
      doubts.add(
          "%s: the review model says %s, the first %s%s"
              .formatted(
                  field.column(),
                  RuleDisagreements.word(field, answer.answer()),
                  RuleDisagreements.word(field, before.answer()),
                  content.byRules() == null
                      ? ""
                      : ", the rules "
                          + RuleDisagreements.word(field, content.byRules().answer())));
    }
    DecidedAnswer elected = vote.elected();
    // Fields from several answers may contradict each other, so the strongest whole answer is kept.
    boolean consistent =
        switch (Consistency.of(elected.answer())) {
          case Consistency.Sound _ -> true;
          case Consistency.Repaired _, Consistency.Undecided _ -> false;
        };
    return done(
        calibration.assess(answer.model(), consistent ? elected : vote.strongest()),
        answer.model(),
        doubts);
  }

  /// Repairs the final answer. If the scheme allows several repairs, the unit decides and a person
  /// should look at the result.
  private ContentVerdict done(DecidedAnswer decided, String model, List<String> doubts) {
    List<String> all = new ArrayList<>(doubts);
    switch (Consistency.of(decided.answer())) {
      case Consistency.Sound _, Consistency.Repaired _ -> {}
      case Consistency.Undecided undecided ->
          all.add(brokenSections(undecided) + ", and the unit alone decided");
    }
    DecidedAnswer repaired = repair.apply(decided);
    all.addAll(LowConfidence.of(repaired));
    return new ContentVerdict.Done(repaired, model, all);
  }

  private static String brokenSections(Consistency.Undecided undecided) {
    return undecided.contradictions().stream()
        .map(Contradiction::section)
        .distinct()
        .collect(Collectors.joining(", ", "breaks " + Taxonomy.cite(""), ""));
  }
}
