package dev.classify.evaluate;

import dev.classify.outcome.DecidedAnswer;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.units.CurrencyCodes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a row can be labelled with: the fields of an answer, and the two flags that follow from
/// them.
public enum LabelField {
  UNIT_TYPE(AnswerField.UNIT_TYPE),
  SCALE(AnswerField.SCALE),
  CURRENCY(AnswerField.CURRENCY),
  IS_CURRENCY_DENOMINATED(null),
  REPORTING_FREQUENCY(AnswerField.REPORTING_FREQUENCY),
  TIME_BASIS(AnswerField.TIME_BASIS),
  IS_CUMULATIVE(null),
  CUMULATIVE_PATTERN_TYPE(AnswerField.CUMULATIVE_PATTERN_TYPE),
  FAMILY(AnswerField.FAMILY),
  INDICATOR_TYPE(AnswerField.INDICATOR_TYPE),
  TEMPORAL_AGGREGATION(AnswerField.TEMPORAL_AGGREGATION),
  HEAT_MAP_ORIENTATION(AnswerField.HEAT_MAP_ORIENTATION);

  /// Stands for no currency, which is an answer like any other.
  public static final String NO_CURRENCY = "none";

  private final @Nullable AnswerField answerField;

  LabelField(@Nullable AnswerField decided) {
    this.answerField = decided;
  }

  /// The name of the column, such as `unit_type`.
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The field whose column this is; empty where none is.
  public static Optional<LabelField> named(String column) {
    return Arrays.stream(values()).filter(field -> field.column().equals(column)).findFirst();
  }

  /// The field of an answer that this is; empty for a flag, which follows from other fields and
  /// has no confidence of its own.
  public Optional<AnswerField> answerField() {
    return Optional.ofNullable(answerField);
  }

  /// What a label can be; for the currency it is any known code besides.
  public List<String> tokens() {
    return switch (this) {
      case CURRENCY -> List.of(NO_CURRENCY);
      case IS_CURRENCY_DENOMINATED, IS_CUMULATIVE -> List.of("true", "false");
      case UNIT_TYPE,
          SCALE,
          REPORTING_FREQUENCY,
          TIME_BASIS,
          CUMULATIVE_PATTERN_TYPE,
          FAMILY,
          INDICATOR_TYPE,
          TEMPORAL_AGGREGATION,
          HEAT_MAP_ORIENTATION ->
          answerField == null ? List.of() : answerField.tokens();
    };
  }

  /// The label that this text is; empty where it is none. For the currency blank text is one.
  public Optional<String> label(String text) {
    String token = written(text);
    boolean known = tokens().contains(token) || (this == CURRENCY && CurrencyCodes.known(token));
    return known ? Optional.of(token) : Optional.empty();
  }

  /// The text as it is compared with labels, whatever it holds.
  public String written(String text) {
    return this == CURRENCY && text.isBlank() ? NO_CURRENCY : text.strip();
  }

  /// The value that an answer gives.
  public String token(DecidedAnswer answer) {
    Classification given = answer.answer();
    return switch (this) {
      case IS_CURRENCY_DENOMINATED -> String.valueOf(given.currencyDenominated());
      case IS_CUMULATIVE -> String.valueOf(given.cumulative());
      case UNIT_TYPE,
          SCALE,
          CURRENCY,
          REPORTING_FREQUENCY,
          TIME_BASIS,
          CUMULATIVE_PATTERN_TYPE,
          FAMILY,
          INDICATOR_TYPE,
          TEMPORAL_AGGREGATION,
          HEAT_MAP_ORIENTATION ->
          answerField().flatMap(field -> field.token(given)).orElse(NO_CURRENCY);
    };
  }
}
