package dev.classify.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.IndicatorType;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstructionsTest {

  /// A vocabulary that is only listed needs no explanation.
  private static final List<AnswerField> ONLY_LISTED =
      List.of(AnswerField.SCALE, AnswerField.REPORTING_FREQUENCY);

  @ParameterizedTest
  @EnumSource(AnswerField.class)
  void everyValueIsListedAndExplained(AnswerField field) {
    assertThat(Instructions.TEXT).contains("\"" + field.column() + "\": ");
    int times = ONLY_LISTED.contains(field) ? 1 : 2;
    assertThat(field.tokens())
        .allSatisfy(token -> assertThat(occurrences(token)).isGreaterThanOrEqualTo(times));
  }

  @Test
  void tablesOfTheConsistencyMatrixAreIncluded() {
    assertThat(Instructions.TEXT)
        .doesNotContain("{{")
        .contains("- price-value: price (always); rate (either); yield (never)")
        .contains("- ratio: correlation, elasticity, multiplier, probability, ratio")
        .contains("- flow, volume: cumulative / period-cumulative; per-period / period-total");
    for (IndicatorType type : IndicatorType.values()) {
      assertThat(Instructions.TEXT)
          .containsPattern("(?m)^- (.*, )?" + type.token() + "( of .*)?(, .*)?: .* / ");
    }
  }

  @Test
  void instructionsAreLongEnoughForPromptCaching() {
    TokenEstimate empty = TokenEstimate.of(Examples.NONE, new Question(List.of()), false);

    assertThat(empty.promptTokens()).isBetween(1_024L, 4_500L);
    assertThat(Instructions.VERSION).hasSize(16);
  }

  private static long occurrences(String token) {
    return Pattern.compile("(?<![a-z-])" + token + "(?![a-z-])")
        .matcher(Instructions.TEXT)
        .results()
        .count();
  }
}
