package dev.classify.rules;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Classifier;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.Taxonomy;
import dev.classify.text.FieldTokens;
import dev.classify.time.AccumulationEvidence;
import dev.classify.time.AccumulationReading;
import java.util.List;

/// Classifies by tables of terms: the unit, the frequency and the subject are read apart, and
/// meanings.csv says what they come to together.
public final class RulesClassifier implements Classifier {

  private final AnswerVersion version =
      new AnswerVersion("rules", List.of(), Taxonomy.VERSION, RulesVersion.current(), null);

  /// Loads every table.
  ///
  /// @throws CommandFailure where one cannot be used
  public RulesClassifier() {
    RuleTables.load();
  }

  @Override
  public AnswerVersion version() {
    return version;
  }

  @Override
  public DecidedAnswer decide(Indicator indicator) {
    return explain(indicator).decided();
  }

  /// The answer with everything that spoke for and against each field of it.
  public Explanation explain(Indicator indicator) {
    FieldTokens tokens = FieldTokens.of(indicator);
    FieldWords words = FieldWords.of(tokens);
    Subject subject = Subject.of(words);
    Weighing<ReportingFrequency> frequencies = FrequencyDecision.of(indicator, tokens);
    ReportingFrequency frequency = frequencies.winner().value();
    UnitEvidence unit = UnitDecision.of(indicator, tokens, words, subject, frequency);
    Weighing<Meaning> meanings = MeaningDecision.of(indicator, subject, unit);
    Meaning meaning = meanings.winner().value();
    AccumulationReading accumulation = AccumulationEvidence.of(indicator, tokens, frequency);
    TimeDecision time =
        TimeDecision.of(indicator, tokens, words, meanings, frequency, accumulation);
    return new RulesAnswer(
            indicator,
            unit.meaning(meaning),
            frequencies,
            meanings,
            accumulation,
            time,
            OrientationDecision.of(subject, meaning))
        .explained();
  }
}
