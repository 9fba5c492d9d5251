package dev.classify.service.batch;

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

/// Looks at what a model said: whether it can stand, whether the other model should be asked, and
/// whether a person should look at the result.
///
/// @param hasReviewModel whether there is another model
/// @param rowsPerRequest the most indicators of a request to it
/// @param repair makes contradictory answers consistent
record AnswerCheck(boolean hasReviewModel, int rowsPerRequest, Repair repair) {

  /// Raise it when something else follows from the same answers of models;
  /// `AnswerCheckRevisionTest` checks that.
  static final String REVISION = "vote-1";

  ContentVerdict of(PendingContent row, PendingContent.AnswerByModel said) {
    PendingContent.DoubtedAnswer first = row.firstAnswer();
    if (first != null) {
      return hasReviewModel(row, first, said);
    }
    List<String> causes = causes(row, said);
    return hasReviewModel && !causes.isEmpty()
        ? new ContentVerdict.AskAgain(
            row.forReview(new PendingContent.DoubtedAnswer(said, causes), rowsPerRequest))
        : alone(row, said, List.of());
  }

  /// What the first model said stands alone, since the other one had no answer.
  ContentVerdict withoutReview(
      PendingContent row, PendingContent.DoubtedAnswer first, String reason) {
    return alone(row, first.answer(), List.of("the review model gave no answer: " + reason));
  }

  /// Why one answer is not enough; empty where it is.
  private static List<String> causes(PendingContent row, PendingContent.AnswerByModel said) {
    List<String> causes = new ArrayList<>();
    switch (Consistency.of(said.answer())) {
      case Consistency.Sound _, Consistency.Repaired _ -> {}
      case Consistency.Undecided undecided -> causes.add(broken(undecided));
    }
    double confidence = said.answer().confidence();
    if (confidence < ConfidenceThresholds.MODEL_SURE) {
      causes.add(String.format(Locale.ROOT, "the model is sure to %.2f alone", confidence));
    }
    causes.addAll(RuleDisagreements.of(said.answer(), row.byRules()));
    return causes;
  }

  private ContentVerdict alone(
      PendingContent row, PendingContent.AnswerByModel said, List<String> doubts) {
    List<String> all = new ArrayList<>(doubts);
    all.addAll(RuleDisagreements.of(said.answer(), row.byRules()));
    return done(FieldVote.of(List.of(said.decided()), row.byRules()).elected(), said.model(), all);
  }

  private ContentVerdict hasReviewModel(
      PendingContent row, PendingContent.DoubtedAnswer first, PendingContent.AnswerByModel said) {
    DecidedAnswer before = first.answer().decided();
    FieldVote ballot = FieldVote.of(List.of(said.decided(), before), row.byRules());
    List<String> doubts = new ArrayList<>();
    for (AnswerField field : ballot.undecidedFields()) {
      doubts.add(
          "%s: the review model says %s, the first %s%s"
              .formatted(
                  field.column(),
                  RuleDisagreements.word(field, said.answer()),
                  RuleDisagreements.word(field, before.answer()),
                  row.byRules() == null
                      ? ""
                      : ", the rules " + RuleDisagreements.word(field, row.byRules().answer())));
    }
    DecidedAnswer elected = ballot.elected();
    // Fields of several answers need not go together; those of one are at least meant to.
    boolean fits =
        switch (Consistency.of(elected.answer())) {
          case Consistency.Sound _ -> true;
          case Consistency.Repaired _, Consistency.Undecided _ -> false;
        };
    return done(fits ? elected : ballot.strongest(), said.model(), doubts);
  }

  /// What stands of an answer that nobody else is asked about. Where the scheme leaves several ways
  /// to repair it, the unit decides, and a person should look.
  private ContentVerdict done(DecidedAnswer decided, String model, List<String> doubts) {
    List<String> all = new ArrayList<>(doubts);
    switch (Consistency.of(decided.answer())) {
      case Consistency.Sound _, Consistency.Repaired _ -> {}
      case Consistency.Undecided undecided ->
          all.add(broken(undecided) + ", and the unit alone decided");
    }
    DecidedAnswer repaired = repair.apply(decided);
    all.addAll(LowConfidence.of(repaired));
    return new ContentVerdict.Done(repaired, model, all);
  }

  private static String broken(Consistency.Undecided undecided) {
    return undecided.contradictions().stream()
        .map(Contradiction::section)
        .distinct()
        .collect(Collectors.joining(", ", "breaks " + Taxonomy.cite(""), ""));
  }
}
