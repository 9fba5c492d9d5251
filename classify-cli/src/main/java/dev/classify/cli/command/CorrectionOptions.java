package dev.classify.cli.command;

import dev.classify.taxonomy.AnswerField;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The right values of fields of an answer.
final class CorrectionOptions {

  private final Map<AnswerField, String> tokens = new EnumMap<>(AnswerField.class);

  Map<AnswerField, String> tokens() {
    return Map.copyOf(tokens);
  }

  @Option(names = "--unit-type", paramLabel = "VALUE", description = "Such as percentage.")
  void unitType(@Nullable String token) {
    put(AnswerField.UNIT_TYPE, token);
  }

  @Option(names = "--scale", paramLabel = "VALUE", description = "Such as millions.")
  void scale(@Nullable String token) {
    put(AnswerField.SCALE, token);
  }

  @Option(
      names = "--currency",
      paramLabel = "VALUE",
      description = "An ISO 4217 code such as EUR, or none.")
  void currency(@Nullable String token) {
    put(AnswerField.CURRENCY, token);
  }

  @Option(names = "--frequency", paramLabel = "VALUE", description = "Such as monthly.")
  void frequency(@Nullable String token) {
    put(AnswerField.REPORTING_FREQUENCY, token);
  }

  @Option(names = "--time-basis", paramLabel = "VALUE", description = "Such as per-period.")
  void timeBasis(@Nullable String token) {
    put(AnswerField.TIME_BASIS, token);
  }

  @Option(names = "--pattern", paramLabel = "VALUE", description = "Of accumulation, such as ytd.")
  void pattern(@Nullable String token) {
    put(AnswerField.CUMULATIVE_PATTERN_TYPE, token);
  }

  @Option(names = "--family", paramLabel = "VALUE", description = "Such as price-value.")
  void family(@Nullable String token) {
    put(AnswerField.FAMILY, token);
  }

  @Option(names = "--type", paramLabel = "VALUE", description = "Indicator type, such as yield.")
  void type(@Nullable String token) {
    put(AnswerField.INDICATOR_TYPE, token);
  }

  @Option(names = "--aggregation", paramLabel = "VALUE", description = "Such as period-average.")
  void aggregation(@Nullable String token) {
    put(AnswerField.TEMPORAL_AGGREGATION, token);
  }

  @Option(names = "--orientation", paramLabel = "VALUE", description = "Such as lower-is-positive.")
  void orientation(@Nullable String token) {
    put(AnswerField.HEAT_MAP_ORIENTATION, token);
  }

  /// Picocli also calls with null, to begin anew.
  private void put(AnswerField field, @Nullable String token) {
    if (token == null) {
      tokens.remove(field);
    } else {
      tokens.put(field, token.strip());
    }
  }
}
