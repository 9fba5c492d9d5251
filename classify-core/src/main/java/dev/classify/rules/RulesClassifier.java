package dev.classify.rules;

import dev.classify.attributes.AttributeReader;
import dev.classify.attributes.StatedUnit;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Classifier;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.SeriesAttributes;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.Taxonomy;
import dev.classify.text.FieldTokens;
import dev.classify.time.AccumulationEvidence;
import dev.classify.time.AccumulationReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Classifies by tables of terms: it reads the unit, the frequency and the subject separately, and
/// meanings.csv says what they mean together.
public final class RulesClassifier implements Classifier {

  private final RuleTables tables;
  private final AnswerVersion version;

  public RulesClassifier(RuleTables tables) {
    this.tables = tables;
    version = new AnswerVersion("rules", List.of(), Taxonomy.VERSION, tables.version(), null);
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
  public Explanation explain(Indicator given) {
    Indicator indicator = LongNameUnit.asUnits(tables, given);
    FieldTokens tokens = FieldTokens.of(indicator);
    RulesAnswer weighed = weighed(indicator, tokens);
    Explanation explanation = weighed.explained();
    return explanation.with(
        attributes(indicator, tokens, explanation.decided().answer(), weighed.unit().stated()));
  }

  /// All evidence, before it is put together to an answer.
  RulesAnswer weighed(Indicator given) {
    Indicator indicator = LongNameUnit.asUnits(tables, given);
    return weighed(indicator, FieldTokens.of(indicator));
  }

  private RulesAnswer weighed(Indicator indicator, FieldTokens tokens) {
    FieldWords words = FieldWords.of(tokens);
    Subject subject = Subject.of(tables, words);
    Weighing<ReportingFrequency> frequencies = FrequencyDecision.of(tables, indicator, tokens);
    ReportingFrequency frequency = frequencies.winner().value();
    UnitEvidence read = UnitDecision.of(tables, indicator, tokens, words, subject, frequency);
    Weighing<Meaning> meanings = MeaningDecision.of(tables, indicator, subject, read);
    Meaning meaning = meanings.winner().value();
    AccumulationReading accumulation =
        new AccumulationEvidence(tables.time()).of(indicator, tokens, frequency);
    UnitEvidence unit = read.as(meaning);
    return new RulesAnswer(
        tables,
        indicator,
        unit,
        frequencies,
        meanings,
        accumulation,
        TimeDecision.of(tables, indicator, tokens, words, meanings, frequency, accumulation),
        OrientationDecision.of(tables, subject, meaning),
        RowSigns.of(words, subject, unit, frequencies, meanings));
  }

  /// A unit that the answer overrules says nothing about the series.
  private SeriesAttributes attributes(
      Indicator indicator, FieldTokens tokens, Classification answer, @Nullable StatedUnit unit) {
    boolean followed = unit != null && unit.reading().type() == answer.unitType();
    return AttributeReader.read(
        tables.attributes(), indicator, tokens, answer, followed ? unit : null);
  }
}
