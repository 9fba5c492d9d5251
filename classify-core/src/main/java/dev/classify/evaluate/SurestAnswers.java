package dev.classify.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How well a confidence sorts right answers from wrong ones.
///
/// @param right the share of the surest 80 % that is right; answers with the same confidence as the
///     last of them count in proportion
/// @param covered the largest share of the answers, the surest first, of which 99 % are right; 0 if
///     there is none
public record SurestAnswers(double right, double covered) {

  /// The share of the answers that a user would accept without looking.
  public static final double COVERAGE = 0.8;

  /// The share of those that should be right.
  public static final double TARGET = 0.99;

  /// Empty if there are no answers.
  public static Optional<SurestAnswers> of(List<StatedConfidence> answers) {
    if (answers.isEmpty()) {
      return Optional.empty();
    }
    List<StatedConfidence> sorted =
        answers.stream()
            .sorted(Comparator.comparingDouble(StatedConfidence::confidence).reversed())
            .toList();
    int size = sorted.size();
    double wanted = COVERAGE * size;
    double rightOfWanted = 0;
    double covered = 0;
    int right = 0;
    for (int from = 0; from < size; ) {
      int to = from;
      int rightHere = 0;
      while (to < size && sorted.get(to).confidence() == sorted.get(from).confidence()) {
        rightHere += sorted.get(to).right() ? 1 : 0;
        to++;
      }
      double part = Math.clamp((wanted - from) / (to - from), 0, 1);
      rightOfWanted += part * rightHere;
      right += rightHere;
      if (right >= TARGET * to) {
        covered = (double) to / size;
      }
      from = to;
    }
    return Optional.of(new SurestAnswers(rightOfWanted / wanted, covered));
  }
}
