package dev.classify.store;

import dev.classify.indicator.CheckedDraft;
import dev.classify.indicator.ContentHash;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorCheck;
import dev.classify.indicator.IndicatorDraft;
import dev.classify.indicator.IndicatorField;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.AttributeValue;
import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.DecidedBy;
import dev.classify.outcome.Outcome;
import dev.classify.outcome.SeriesAttributes;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobOpening;
import dev.classify.store.jobs.JobTiers;
import dev.classify.store.jobs.Jobs;
import dev.classify.store.outcomes.IndicatorOutcome;
import dev.classify.store.outcomes.OutcomeStore;
import dev.classify.store.outcomes.Provenance;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.IndicatorType;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.SeriesAttribute;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.taxonomy.TimeBasis;
import dev.classify.taxonomy.UnitType;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// Small, valid rows of the tables, and the calls that store them.
public final class TestRows {

  /// What the answers of these rows are given from.
  public static final AnswerVersion VERSION =
      new AnswerVersion("openai", List.of("model"), "taxonomy-1", "rules-1", "prompt-1");

  /// The same with another prompt.
  public static final AnswerVersion OTHER_VERSION =
      new AnswerVersion("openai", List.of("model"), "taxonomy-1", "rules-1", "prompt-2");

  /// The series is seasonally adjusted, and of the euro area.
  private static final SeriesAttributes ATTRIBUTES =
      new SeriesAttributes(
          Map.of(
              SeriesAttribute.SEASONAL_ADJUSTMENT,
              new AttributeValue("seasonally-adjusted", 0.97, DecidedBy.RULES, "units: sa"),
              SeriesAttribute.REFERENCE_AREA,
              new AttributeValue("EA", 0.95, DecidedBy.RULES, "name: the area it names")));

  private TestRows() {}

  /// An indicator of which nothing but the name is known.
  public static Indicator indicator(String id, String name) {
    return new Indicator(
        id, name, null, null, null, null, null, null, null, null, null, null, null, null,
        List.of());
  }

  /// One with columns of its source that are no fields.
  public static Indicator indicator(String id, String name, Map<String, String> extra) {
    return IndicatorCheck.check(
                new IndicatorDraft(
                    Map.of(IndicatorField.INDICATOR_ID, id, IndicatorField.NAME, name),
                    null,
                    extra))
            instanceof CheckedDraft.Accepted(Indicator indicator, var _)
        ? indicator
        : indicator(id, name);
  }

  public static String hash(String name) {
    return ContentHash.of(indicator("any", name));
  }

  public static Classification answer(String reasoning) {
    return new Classification(
        UnitType.CURRENCY_AMOUNT,
        Scale.MILLIONS,
        "EUR",
        ReportingFrequency.MONTHLY,
        TimeBasis.CUMULATIVE,
        CumulativePattern.YTD,
        Family.PHYSICAL_FUNDAMENTAL,
        IndicatorType.FLOW,
        TemporalAggregation.PERIOD_TOTAL,
        HeatMapOrientation.NEUTRAL,
        0.75,
        reasoning);
  }

  public static DecidedAnswer decided(String reasoning) {
    return DecidedAnswer.whole(answer(reasoning), DecidedBy.MODEL, ConfidenceKind.STATED)
        .with(ATTRIBUTES);
  }

  /// The same answer as a person gives it, with another frequency.
  public static DecidedAnswer corrected(String frequency) {
    Map<AnswerField, String> tokens = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      field.token(answer("")).ifPresent(token -> tokens.put(field, token));
    }
    tokens.put(AnswerField.REPORTING_FREQUENCY, frequency);
    return DecidedAnswer.whole(
        Classification.of(tokens, 1, "a person says so"),
        DecidedBy.PERSON,
        ConfidenceKind.AGREEMENT);
  }

  public static IndicatorOutcome classified(String id, String name, String... doubts) {
    return classified(indicator(id, name), decided("reasoning for " + name), doubts);
  }

  public static IndicatorOutcome classified(
      Indicator indicator, DecidedAnswer decided, String... doubts) {
    return new IndicatorOutcome(
        indicator,
        new Outcome.Classified(
            indicator.id(), ContentHash.of(indicator), decided, "model", List.of(doubts)));
  }

  /// An answer of the rules that stands in for one that the model did not give.
  public static IndicatorOutcome standIn(String id, String name, String failure) {
    Indicator indicator = indicator(id, name);
    return new IndicatorOutcome(
        indicator,
        new Outcome.Classified(id, ContentHash.of(indicator), decided("by rules"), null)
            .standingIn(failure));
  }

  public static IndicatorOutcome rejected(String id, String name, String reason) {
    Indicator indicator = indicator(id, name);
    return new IndicatorOutcome(
        indicator, new Outcome.Rejected(id, ContentHash.of(indicator), "model", reason));
  }

  public static JobOpening opening(String jobId) {
    return opening(jobId, VERSION, false, false);
  }

  public static JobOpening opening(
      String jobId, AnswerVersion version, boolean force, boolean retry) {
    return new JobOpening(
        jobId,
        "rows.csv",
        version,
        2,
        1,
        force,
        retry,
        null,
        false,
        null,
        null,
        null,
        JobTiers.NONE);
  }

  public static Job open(DataSource database, String jobId) throws SQLException {
    return new Jobs(database).open(opening(jobId));
  }

  /// The provenance of a batch of a job that asks for [#VERSION].
  public static Provenance batch(Job job, String batchKey) {
    return batch(job, VERSION, batchKey);
  }

  public static Provenance batch(Job job, AnswerVersion version, String batchKey) {
    return new Provenance(
        job.id(),
        job.generation(),
        job.forced(),
        job.round(),
        0,
        batchKey,
        "run",
        "worker",
        version,
        null,
        "restate-1");
  }

  public static OutcomeStore.StoredBatch store(
      DataSource database, Provenance batch, IndicatorOutcome... outcomes) throws SQLException {
    return new OutcomeStore(database).store(batch, List.of(outcomes));
  }
}
