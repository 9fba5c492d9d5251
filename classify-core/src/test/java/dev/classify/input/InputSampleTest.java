package dev.classify.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InputSampleTest {

  private static InputSample sample(String name, String text, int rows) {
    return InputSample.of(
        name,
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        InputOptions.NONE,
        rows);
  }

  @Test
  void rowsOfCsvHaveAValueForEachColumn() {
    InputSample sample = sample("a.csv", "\uFEFFid, name \n1,'=A\n\n2,B,more\n3\n4,D\n", 3);

    assertThat(sample.format()).isEqualTo(InputFormat.CSV);
    assertThat(sample.columns()).containsExactly("id", "name");
    assertThat(sample.rows())
        .containsExactly(
            new InputSample.Row(2, List.of("1", "=A")),
            new InputSample.Row(4, List.of("2", "B")),
            new InputSample.Row(5, List.of("3", "")));
  }

  @Test
  void rowThatBreaksTheFormatIsLeftOut() {
    assertThat(sample("a.csv", "id,name\n1,\"A\n2,B\n", 5).rows())
        .containsExactly(new InputSample.Row(3, List.of("2", "B")));
    assertThat(sample("a.jsonl", "{\"id\":1}\nno\n{\"id\":2}\n", 5).rows())
        .containsExactly(
            new InputSample.Row(1, List.of("1")), new InputSample.Row(3, List.of("2")));
  }

  @Test
  void longTextsAndManyColumnsAreCut() {
    assertThat(
            sample("a.csv", "id,name\n1," + "x".repeat(300) + "\n", 1).rows().getFirst().values())
        .last()
        .asString()
        .hasSize(201)
        .endsWith("…");
    String header = IntStream.range(0, 150).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    assertThat(sample("a.csv", header + "\n", 1).columns()).hasSize(InputSample.COLUMNS_MAX);
  }

  @Test
  void emptyOrDamagedFileIsRefused() {
    assertThatThrownBy(() -> sample("a.csv", "", 1))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("is empty");
    assertThatThrownBy(
            () ->
                InputSample.of(
                    "a.csv",
                    new ByteArrayInputStream(new byte[] {0x1f, (byte) 0x8b, 8}),
                    InputOptions.NONE,
                    1))
        .hasMessageContaining("is damaged");
  }
}
