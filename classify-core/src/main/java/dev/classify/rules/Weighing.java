package dev.classify.rules;

import dev.classify.taxonomy.AnswerField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The evidence for the values of a field. The heaviest decides; of equal ones the first.
///
/// Filled for one answer, by one thread.
final class Weighing<T> {

  /// docs/scheme.md 11: the highest confidence of an answer without evidence.
  private static final double DEFAULT_MAX = 0.4;

  /// docs/scheme.md 11: the highest confidence where evidence is there that no table knows.
  private static final double UNREAD_MAX = 0.5;

  private final RuleTables tables;
  private final List<Candidate<T>> candidates = new ArrayList<>();
  private final List<String> doubts = new ArrayList<>();
  private boolean unread;

  Weighing(RuleTables tables) {
    this.tables = tables;
  }

  void add(T value, EvidenceKind kind, String reason) {
    add(value, tables.weights().of(kind), kind.source(), reason);
  }

  void add(T value, int weight, EvidenceSource source, String reason) {
    candidates.add(new Candidate<>(value, weight, source, reason));
  }

  /// A copy with one more candidate.
  Weighing<T> with(T value, EvidenceKind kind, String reason) {
    Weighing<T> more = new Weighing<>(tables);
    more.candidates.addAll(candidates);
    more.doubts.addAll(doubts);
    more.unread = unread;
    more.add(value, kind, reason);
    return more;
  }

  /// Notes a reason against the winner that favours no other value.
  void doubt(String reason) {
    doubts.add(reason);
  }

  /// Notes evidence that is there but is not understood, so that the winner may be wrong.
  void unread(String reason) {
    doubts.add(reason);
    unread = true;
  }

  boolean isEmpty() {
    return candidates.isEmpty();
  }

  List<Candidate<T>> candidates() {
    return candidates;
  }

  Candidate<T> winner() {
    Candidate<T> winner = candidates.getFirst();
    for (Candidate<T> candidate : candidates) {
      if (candidate.weight() > winner.weight()) {
        winner = candidate;
      }
    }
    return winner;
  }

  /// The decision with all its evidence.
  ///
  /// @param token how the field writes a value
  /// @param suspicions more reasons against the winner
  /// @param strengthMax the strength of the evidence that this decision follows from
  /// @param signs of the whole row
  FieldVerdict verdict(
      AnswerField field,
      Function<T, String> token,
      List<String> suspicions,
      int strengthMax,
      RowSigns signs) {
    Candidate<T> winner = winner();
    String value = token.apply(winner.value());
    List<Evidence> support = new ArrayList<>();
    List<Evidence> against = new ArrayList<>();
    for (Candidate<T> candidate : candidates) {
      if (!candidate.equals(winner)) {
        Evidence evidence = evidence(field, candidate, token);
        (evidence.value().equals(value) ? support : against).add(evidence);
      }
    }
    List<String> all = new ArrayList<>(doubts);
    all.addAll(suspicions);
    Evidence won = evidence(field, winner, token);
    int strength = Math.min(strengthMax, Strength.of(won, support, against, all.size()));
    double right =
        mostly(
            tables
                .signs()
                .of(field, signs.with(tables.calibration().of(field, strength), won, against)),
            won);
    return new FieldVerdict(field, value, strength, right, won, support, against, all);
  }

  /// Unread evidence counts against what the scheme or custom suggests, not against what a text
  /// says.
  private double mostly(double right, Evidence won) {
    return switch (won.source()) {
      case NOTHING -> Math.min(right, DEFAULT_MAX);
      case SCHEME, USAGE -> unread ? Math.min(right, UNREAD_MAX) : right;
      case NAME,
          UNITS,
          LONG_NAME,
          DESCRIPTION,
          PERIODICITY,
          SCALE,
          CATEGORY,
          DATASET,
          CURRENCY_CODE,
          VALUES ->
          right;
    };
  }

  private static <T> Evidence evidence(
      AnswerField field, Candidate<T> candidate, Function<T, String> token) {
    return new Evidence(
        field,
        token.apply(candidate.value()),
        candidate.weight(),
        candidate.source(),
        candidate.reason());
  }
}
