package dev.classify.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The scores of one field.
///
/// @param macroF1 the mean F1 of its values, 0 to 1
/// @param coverage at the confidence threshold; empty if no answer states a confidence
/// @param surest how well the confidences sort; empty likewise
public record FieldScore(
    LabelField field,
    Proportion accuracy,
    double macroF1,
    Interval macroF1Interval,
    ConfusionTable confusions,
    Optional<Coverage> coverage,
    Optional<SurestAnswers> surest) {

  /// Empty if no indicator has both a label and an answer.
  static Optional<FieldScore> of(
      LabelField field, List<LabelledPrediction> cases, double threshold, Bootstrap bootstrap) {
    List<LabelledPrediction> judged = cases.stream().filter(one -> one.judges(field)).toList();
    if (judged.isEmpty()) {
      return Optional.empty();
    }
    List<String> labels = judged.stream().map(one -> one.label(field)).toList();
    List<String> answers = judged.stream().map(one -> one.answer(field)).toList();
    ConfusionTable confusions = ConfusionTable.of(labels, answers);
    MacroF1 macroF1 = new MacroF1(confusions.tokens(), labels, answers);
    List<StatedConfidence> stated =
        judged.stream().map(one -> one.judgement(field)).flatMap(Optional::stream).toList();
    return Optional.of(
        new FieldScore(
            field,
            bootstrap.share(judged.stream().map(one -> one.right(field)).toList()),
            confusions.macroF1(),
            bootstrap.interval(judged.size(), macroF1::of),
            confusions,
            stated.isEmpty() ? Optional.empty() : Optional.of(Coverage.at(threshold, stated)),
            SurestAnswers.of(stated)));
  }

  /// Macro F1 of resamples. Values are numbered for speed, as there are a thousand resamples.
  private static final class MacroF1 {

    private final int tokens;
    private final int[] labels;
    private final int[] answers;

    MacroF1(List<String> tokens, List<String> labels, List<String> answers) {
      List<String> all = new ArrayList<>(tokens);
      this.tokens = all.size();
      this.labels = labels.stream().mapToInt(all::indexOf).toArray();
      this.answers = answers.stream().mapToInt(all::indexOf).toArray();
    }

    double of(int[] drawn) {
      int[] found = new int[tokens];
      int[] support = new int[tokens];
      int[] named = new int[tokens];
      for (int i : drawn) {
        support[labels[i]]++;
        named[answers[i]]++;
        if (labels[i] == answers[i]) {
          found[labels[i]]++;
        }
      }
      double sum = 0;
      int seen = 0;
      for (int token = 0; token < tokens; token++) {
        if (support[token] + named[token] > 0) {
          sum += ConfusionTable.f1(found[token], support[token], named[token]);
          seen++;
        }
      }
      return sum / seen;
    }
  }
}
