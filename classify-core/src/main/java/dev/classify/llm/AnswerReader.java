package dev.classify.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.CumulativePattern;
import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.taxonomy.IndicatorType;
import dev.classify.taxonomy.ReportingFrequency;
import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.TemporalAggregation;
import dev.classify.taxonomy.TimeBasis;
import dev.classify.taxonomy.UnitType;
import dev.classify.taxonomy.VocabularyTerm;
import dev.classify.units.CurrencyCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads one entry of the answers, with every fault it has.
final class AnswerReader {

  private static final int SHOWN_CHARACTERS = 40;

  private final JsonNode entry;
  private final List<String> faults = new ArrayList<>();

  AnswerReader(JsonNode entry) {
    this.entry = entry;
  }

  ParsedAnswer read() {
    String id = entry.path(ModelAnswer.ID).asText();
    if (id.isBlank()) {
      faults.add("id is missing");
    }
    UnitType unitType = term(AnswerField.UNIT_TYPE, UnitType.class);
    Scale scale = term(AnswerField.SCALE, Scale.class);
    String currency = currency();
    ReportingFrequency frequency = term(AnswerField.REPORTING_FREQUENCY, ReportingFrequency.class);
    TimeBasis basis = term(AnswerField.TIME_BASIS, TimeBasis.class);
    CumulativePattern pattern = term(AnswerField.CUMULATIVE_PATTERN_TYPE, CumulativePattern.class);
    Family family = term(AnswerField.FAMILY, Family.class);
    IndicatorType type = term(AnswerField.INDICATOR_TYPE, IndicatorType.class);
    TemporalAggregation aggregation =
        term(AnswerField.TEMPORAL_AGGREGATION, TemporalAggregation.class);
    HeatMapOrientation orientation =
        term(AnswerField.HEAT_MAP_ORIENTATION, HeatMapOrientation.class);
    double confidence = confidence();
    String reasoning = reasoning();
    if (unitType == null
        || scale == null
        || frequency == null
        || basis == null
        || pattern == null
        || family == null
        || type == null
        || aggregation == null
        || orientation == null
        || !faults.isEmpty()) {
      return new ParsedAnswer.Faulty(id, faults);
    }
    return new ParsedAnswer.Valid(
        new ModelAnswer(
            id,
            new Classification(
                unitType,
                scale,
                currency,
                frequency,
                basis,
                pattern,
                family,
                type,
                aggregation,
                orientation,
                confidence,
                reasoning)));
  }

  private <T extends Enum<T> & VocabularyTerm> @Nullable T term(
      AnswerField field, Class<T> vocabulary) {
    JsonNode value = entry.path(field.column());
    Optional<T> term =
        value.isTextual() ? VocabularyTerm.find(vocabulary, value.textValue()) : Optional.empty();
    if (term.isEmpty()) {
      fault(field.column(), value, "no value of its vocabulary");
    }
    return term.orElse(null);
  }

  private @Nullable String currency() {
    JsonNode value = entry.path(AnswerField.CURRENCY.column());
    if (value.isNull()) {
      return null;
    }
    if (value.isTextual() && CurrencyCodes.known(value.textValue())) {
      return value.textValue();
    }
    fault(AnswerField.CURRENCY.column(), value, "neither an ISO 4217 code nor null");
    return null;
  }

  private double confidence() {
    JsonNode value = entry.path(ModelAnswer.CONFIDENCE);
    if (value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1) {
      return value.doubleValue();
    }
    fault(ModelAnswer.CONFIDENCE, value, "no number from 0 to 1");
    return 0;
  }

  private String reasoning() {
    JsonNode value = entry.path(ModelAnswer.REASONING);
    if (!value.isTextual()) {
      fault(ModelAnswer.REASONING, value, "no text");
    }
    return value.asText();
  }

  private void fault(String key, JsonNode value, String fault) {
    if (value.isMissingNode()) {
      faults.add(key + " is missing");
      return;
    }
    String text = value.toString();
    int end = Math.min(text.length(), SHOWN_CHARACTERS);
    faults.add(key + " is " + fault + ": " + text.substring(0, end));
  }
}
