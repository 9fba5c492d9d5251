package dev.classify.store.review;

import dev.classify.review.Correction;
import dev.classify.review.CorrectionResult;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Contradiction;
import dev.classify.taxonomy.Taxonomy;
import dev.classify.units.CurrencyCodes;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Checks decisions of a reviewer against the scheme (docs/scheme.md) and stores them.
public final class ReviewActions {

  private static final String CHANGED_MEANWHILE =
      "it was just answered again, or reviewed by somebody else; look at it again";

  private final Reviews reviews;
  private final ReviewDecisions decisions;
  private final String reviewer;
  private final CurrencyCodes currencies;

  public ReviewActions(DataSource database, String reviewer, CurrencyCodes currencies) {
    this.reviews = new Reviews(database);
    this.decisions = new ReviewDecisions(database);
    this.reviewer = reviewer;
    this.currencies = currencies;
  }

  /// Confirms an answer, or corrects fields of it.
  ///
  /// @param tokens right values by field; empty to confirm the answer
  /// @param dry whether to report the result without storing it
  public DecisionResult answer(
      String id, Map<AnswerField, String> tokens, @Nullable String note, boolean dry)
      throws SQLException {
    ReviewItem item = reviews.find(List.of(id)).get(id);
    if (item == null) {
      return noAnswer(id);
    }
    return switch (new Correction(reviewer, tokens).applyTo(item.decided(), currencies)) {
      case CorrectionResult.UnknownValues unknown ->
          DecisionResult.refused(id, String.join("; ", unknown.problems()));
      case CorrectionResult.Contradictory broken -> DecisionResult.refused(id, sentence(broken));
      case CorrectionResult.Sound sound
          when sound.corrected().isEmpty() && item.reviewedBy() != null ->
          new DecisionResult(
              id, DecisionResult.Status.UNCHANGED, "already reviewed by " + item.reviewedBy());
      case CorrectionResult.Sound sound -> enter(item, sound, note, dry);
    };
  }

  private DecisionResult enter(
      ReviewItem item, CorrectionResult.Sound sound, @Nullable String note, boolean dry)
      throws SQLException {
    boolean confirmed = sound.corrected().isEmpty();
    ReviewDecisions.Approval as =
        confirmed ? ReviewDecisions.Approval.ACCEPT : ReviewDecisions.Approval.CORRECT;
    if (!dry && !decisions.answer(item, as, sound.decided(), reviewer, note)) {
      return DecisionResult.refused(item.indicatorId(), CHANGED_MEANWHILE);
    }
    return confirmed
        ? new DecisionResult(item.indicatorId(), DecisionResult.Status.ACCEPTED, "")
        : new DecisionResult(
            item.indicatorId(), DecisionResult.Status.CORRECTED, changes(item, sound));
  }

  /// Rejects an answer.
  public DecisionResult reject(String id, String reason) throws SQLException {
    ReviewItem item = reviews.find(List.of(id)).get(id);
    if (item == null) {
      return noAnswer(id);
    }
    return decisions.reject(item, reviewer, reason)
        ? new DecisionResult(id, DecisionResult.Status.REJECTED, reason)
        : DecisionResult.refused(id, CHANGED_MEANWHILE);
  }

  /// Undoes the last decision.
  public DecisionResult undo(String id) throws SQLException {
    return switch (decisions.undo(id, reviewer)) {
      case DONE -> new DecisionResult(id, DecisionResult.Status.RESTORED, "");
      case NOTHING -> DecisionResult.refused(id, "there is no decision to undo");
      case SUPERSEDED ->
          DecisionResult.refused(
              id, "it was answered again since then; review that answer instead");
    };
  }

  private static DecisionResult noAnswer(String id) {
    return DecisionResult.refused(id, "no answer is stored for this indicator");
  }

  private static String changes(ReviewItem item, CorrectionResult.Sound sound) {
    return new TreeMap<>(
            sound.corrected().stream()
                .collect(Collectors.toMap(field -> field, field -> change(item, sound, field))))
        .values().stream().collect(Collectors.joining(", "));
  }

  private static String change(ReviewItem item, CorrectionResult.Sound sound, AnswerField field) {
    return "%s %s, was %s"
        .formatted(
            field.column(),
            field.written(sound.decided().answer()),
            field.written(item.decided().answer()));
  }

  private static String sentence(CorrectionResult.Contradictory broken) {
    String rules =
        broken.contradictions().stream().map(ReviewActions::rule).collect(Collectors.joining("; "));
    if (broken.fix().isEmpty()) {
      return rules;
    }
    return rules
        + "; fix: also set "
        + new TreeMap<>(broken.fix())
            .entrySet().stream()
                .map(field -> field.getKey().column() + " " + field.getValue())
                .collect(Collectors.joining(", "));
  }

  private static String rule(Contradiction contradiction) {
    return "%s: %s".formatted(Taxonomy.cite(contradiction.section()), contradiction.sentence());
  }
}
