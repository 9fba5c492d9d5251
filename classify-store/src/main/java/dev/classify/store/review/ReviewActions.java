package dev.classify.store.review;

import dev.classify.review.Correction;
import dev.classify.review.CorrectionResult;
import dev.classify.store.review.ReviewDecisions.Approval;
import dev.classify.store.review.ReviewDecisions.Effect;
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
  private final Judgements judgements;
  private final ReviewSettings settings;
  private final String reviewer;
  private final CurrencyCodes currencies;

  public ReviewActions(DataSource database, String reviewer, CurrencyCodes currencies) {
    this.reviews = new Reviews(database);
    this.decisions = new ReviewDecisions(database);
    this.judgements = new Judgements(database);
    this.settings = new ReviewSettings(database);
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
    return answer(id, tokens, new Manner(note, dry, false, null));
  }

  /// Confirms or corrects an answer for good, whatever other judges say.
  public DecisionResult settle(String id, Map<AnswerField, String> tokens, @Nullable String note)
      throws SQLException {
    return answer(id, tokens, new Manner(note, false, true, null));
  }

  /// How an answer is given.
  ///
  /// @param acceptance of which it is a part; null if it is given alone
  private record Manner(
      @Nullable String note, boolean dry, boolean settles, @Nullable String acceptance) {}

  private DecisionResult answer(String id, Map<AnswerField, String> tokens, Manner manner)
      throws SQLException {
    ReviewItem item = reviews.find(List.of(id)).get(id);
    return item == null ? noAnswer(id) : answer(item, tokens, manner);
  }

  /// Confirms an answer of the queue together with others.
  ///
  /// @param listed the answer as it stood in the queue; a later one is not accepted
  DecisionResult accept(ReviewItem listed, String acceptance) throws SQLException {
    String id = listed.indicatorId();
    ReviewItem item = reviews.find(List.of(id)).get(id);
    if (item == null || !item.batchKey().equals(listed.batchKey())) {
      return DecisionResult.refused(id, CHANGED_MEANWHILE);
    }
    if (item.openedAt() == null) {
      return reviewer.equals(item.reviewedBy())
          ? reviewed(item)
          : DecisionResult.refused(id, CHANGED_MEANWHILE);
    }
    return answer(item, Map.of(), new Manner(null, false, false, acceptance));
  }

  private DecisionResult answer(ReviewItem item, Map<AnswerField, String> tokens, Manner manner)
      throws SQLException {
    String id = item.indicatorId();
    return switch (new Correction(reviewer, tokens).applyTo(item.decided(), currencies)) {
      case CorrectionResult.UnknownValues unknown ->
          DecisionResult.refused(id, String.join("; ", unknown.problems()));
      case CorrectionResult.Contradictory broken -> DecisionResult.refused(id, sentence(broken));
      case CorrectionResult.Sound sound
          when sound.corrected().isEmpty() && item.reviewedBy() != null && !joins(item, tokens) ->
          reviewed(item);
      case CorrectionResult.Sound sound -> enter(item, sound, manner);
    };
  }

  private static DecisionResult reviewed(ReviewItem item) {
    return new DecisionResult(
        item.indicatorId(),
        DecisionResult.Status.UNCHANGED,
        "already reviewed by " + item.reviewedBy());
  }

  /// Whether a person who confirms a reviewed answer is another judge of it. Values that are the
  /// same anyway, as in a file of labels, are nobody's judgement.
  private boolean joins(ReviewItem item, Map<AnswerField, String> tokens) {
    return tokens.isEmpty() && !reviewer.equals(item.reviewedBy());
  }

  private DecisionResult enter(ReviewItem item, CorrectionResult.Sound sound, Manner manner)
      throws SQLException {
    boolean confirmed = sound.corrected().isEmpty();
    Effect effect = manner.dry() ? Effect.DECIDED : store(item, sound, manner);
    String changes = confirmed ? "" : changes(item, sound);
    return result(
        item,
        confirmed ? DecisionResult.Status.ACCEPTED : DecisionResult.Status.CORRECTED,
        changes,
        effect);
  }

  private Effect store(ReviewItem item, CorrectionResult.Sound sound, Manner manner)
      throws SQLException {
    if (manner.acceptance() != null) {
      return decisions.accept(item, sound.decided(), reviewer, manner.acceptance());
    }
    Approval as = sound.corrected().isEmpty() ? Approval.ACCEPT : Approval.CORRECT;
    return manner.settles()
        ? decisions.settle(item, as, sound.decided(), reviewer, manner.note())
        : decisions.answer(item, as, sound.decided(), reviewer, manner.note());
  }

  /// Rejects an answer.
  public DecisionResult reject(String id, String reason) throws SQLException {
    ReviewItem item = reviews.find(List.of(id)).get(id);
    return item == null
        ? noAnswer(id)
        : result(
            item, DecisionResult.Status.REJECTED, reason, decisions.reject(item, reviewer, reason));
  }

  /// Rejects an answer for good, whatever other judges say.
  public DecisionResult settleRejected(String id, String reason) throws SQLException {
    ReviewItem item = reviews.find(List.of(id)).get(id);
    return item == null
        ? noAnswer(id)
        : result(
            item,
            DecisionResult.Status.REJECTED,
            reason,
            decisions.settle(item, Approval.ACCEPT, null, reviewer, reason));
  }

  private DecisionResult result(
      ReviewItem item, DecisionResult.Status status, String detail, Effect effect)
      throws SQLException {
    String id = item.indicatorId();
    return switch (effect) {
      case STALE -> DecisionResult.refused(id, CHANGED_MEANWHILE);
      case DECIDED -> new DecisionResult(id, status, detail);
      case RECORDED ->
          new DecisionResult(
              id, status, detail.isEmpty() ? standing(item) : detail + "; " + standing(item));
    };
  }

  /// What became of a judgement that has changed nothing.
  private String standing(ReviewItem item) throws SQLException {
    int judged = judgements.of(item.indicatorId()).size();
    int needed = settings.judges();
    if (item.openedAt() == null) {
      return "recorded beside the judgement of " + item.reviewedBy();
    }
    return judged < needed
        ? "%d of %d judges; the answer waits for the others".formatted(judged, needed)
        : "%d judges, who disagree; settle it".formatted(judged);
  }

  /// Takes back one's own decision; without one, the last that stands.
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
