package dev.classify.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import dev.classify.indicator.Indicator;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExampleSelectionTest {

  private static ExampleSelection.Known known(String id, String family, String type) {
    Map<AnswerField, String> tokens = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      if (field != AnswerField.CURRENCY) {
        tokens.put(field, field.tokens().getFirst());
      }
    }
    tokens.put(AnswerField.FAMILY, family);
    tokens.put(AnswerField.INDICATOR_TYPE, type);
    return new ExampleSelection.Known(
        new Indicator(
            id,
            "Name of " + id,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of()),
        Classification.of(tokens, 1, "because"));
  }

  private static final List<ExampleSelection.Known> KNOWN =
      List.of(
          known("p1", "price-value", "price"),
          known("p2", "price-value", "price"),
          known("p3", "price-value", "price"),
          known("y1", "price-value", "yield"),
          known("f1", "physical-fundamental", "flow"));

  private static List<String> names(Examples examples) {
    return examples.examples().stream().map(one -> one.indicator().indicator().name()).toList();
  }

  @Test
  void familiesAndTypesTakeTurns() {
    assertThat(names(ExampleSelection.of(KNOWN, Set.of(), Set.of(), 4)))
        .containsExactly("Name of f1", "Name of p1", "Name of y1", "Name of p2");
    assertThat(names(ExampleSelection.of(KNOWN, Set.of(), Set.of(), 9))).hasSize(5);
  }

  @Test
  void rowsThatAreMeasuredWithAreNoExamples() {
    Set<String> content = ExampleSelection.contentsOf(List.of(KNOWN.getFirst().indicator()));
    assertThat(names(ExampleSelection.of(KNOWN, Set.of("f1"), content, 9)))
        .containsExactly("Name of p2", "Name of y1", "Name of p3");
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    String written = ExampleSelection.of(KNOWN, Set.of(), Set.of(), 9).write();
    List<ExampleSelection.Known> read = ExampleFile.read("examples.json", written);
    assertThat(
            new Examples(
                    read.stream().map(one -> Example.of(one.indicator(), one.answer())).toList())
                .write())
        .isEqualTo(written);
  }

  @Test
  void otherFilesAreRefused() {
    assertThatThrownBy(() -> ExampleFile.read("x.json", "{"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("x.json is not valid JSON");
    assertThatThrownBy(() -> ExampleFile.read("x.json", "{\"examples\":[]}"))
        .hasMessageContaining("must hold 1 to 500 examples");
    assertThatThrownBy(
            () -> ExampleFile.read("x.json", "{\"examples\":[{\"indicator\":{\"name\":\"\"}}]}"))
        .hasMessageContaining("the indicator of example 1 is not valid");
    assertThatThrownBy(
            () -> ExampleFile.read("x.json", "{\"examples\":[{\"indicator\":{\"name\":\"A\"}}]}"))
        .hasMessageContaining("the answer of example 1 is not valid");
  }
}
