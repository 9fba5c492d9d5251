package dev.classify.store.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.llm.ExampleSelection;
import dev.classify.store.TestRows;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExampleChoiceTest {

  @Test
  void examplesOfAFileAreChosenBySimilarityButNeverTheRowItself() throws SQLException {
    ExampleChoice choice =
        new ExampleChoice(
            Stream.of("Exports of goods", "Exports of cars", "Unemployment")
                .map(
                    name ->
                        new ExampleSelection.Known(
                            TestRows.indicator("example", name), TestRows.answer("because")))
                .toList(),
            1);
    assertThat(names(choice, "Exports of cars")).containsExactly("Exports of goods");
    assertThat(names(choice, "Unemployment of women")).containsExactly("Unemployment");
    assertThat(names(choice, "Rainfall")).isEmpty();
  }

  private static List<String> names(ExampleChoice choice, String asked) throws SQLException {
    return choice.of(List.of(TestRows.indicator("A", asked))).examples().stream()
        .map(one -> one.indicator().indicator().name())
        .toList();
  }
}
