package dev.classify.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.ContentHash;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.Observation;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The prompt version contains a hash of the instructions and schema, and a revision for the format
/// of questions.
class QuestionRevisionTest {

  private static final String REVISION = "";
  private static final String WRITTEN = "f2718c848a4f1d50";

  @Test
  void questionsChangeOnlyTogetherWithTheirRevision() {
    String written = hash(example().write() + question().write());
    assertThat(Instructions.QUESTION_REVISION + " " + written)
        .as(
            "Models are shown something else. fix: raise Instructions.QUESTION_REVISION, and set "
                + "REVISION and WRITTEN = \"%s\" here",
            written)
        .isEqualTo(REVISION + " " + WRITTEN);
  }

  private static Examples example() {
    return new Examples(List.of(Example.of(indicator("known", 3), answer())));
  }

  private static Question question() {
    return new Question(
        List.of(
            AskedIndicator.of("1", indicator("asked", 60), Hints.of(answer())),
            AskedIndicator.of("2", indicator("bare", 0), Hints.NONE)));
  }

  private static Indicator indicator(String id, int observations) {
    return new Indicator(
        id,
        "Exports of goods",
        "USD mn",
        "Exports of goods, seasonally adjusted",
        "A description longer than a model is shown. ".repeat(80),
        "Monthly",
        "Sum",
        "Millions",
        "Trade",
        "External sector",
        "Balance of payments",
        "USD",
        "A statistical office",
        "https://example.org/exports",
        IntStream.range(0, observations)
            .mapToObj(i -> new Observation(LocalDate.of(2019, 1, 1).plusMonths(i), 100.5 + i))
            .toList());
  }

  private static Classification answer() {
    Map<AnswerField, String> tokens = new EnumMap<>(AnswerField.class);
    Arrays.stream(AnswerField.values()).forEach(field -> tokens.put(field, field.example()));
    return Classification.of(tokens, 0.9, "units 'USD mn'");
  }

  private static String hash(String text) {
    byte[] hash = ContentHash.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }
}
