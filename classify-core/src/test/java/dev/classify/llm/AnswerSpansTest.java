package dev.classify.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.taxonomy.AnswerField;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AnswerSpansTest {

  @Test
  void everyValueIsFoundAtItsPosition() {
    String content =
        "Sure: {\"answers\": [ {\"id\": \"1\", \"family\": \"temporal\", \"more\": [{}],"
            + " \"currency\": null, \"reasoning\": \"生活, \\\"é\\\"\", \"scale\": \"index\"},"
            + " {\"id\":\"2\",\"scale\":\"percent\"}]}";

    Map<String, Map<AnswerField, AnswerSpans.Span>> spans = AnswerSpans.of(content);

    assertThat(spans).containsOnlyKeys("1", "2");
    assertThat(read(content, spans.getOrDefault("1", Map.of())))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                AnswerField.FAMILY, "temporal",
                AnswerField.CURRENCY, "null",
                AnswerField.SCALE, "index"));
    assertThat(read(content, spans.getOrDefault("2", Map.of())))
        .containsEntry(AnswerField.SCALE, "percent");
  }

  @Test
  void positionsAreRightInLongContents() {
    StringBuilder content = new StringBuilder("{\"answers\":[");
    for (int i = 1; i <= 400; i++) {
      content.append(i == 1 ? "" : ",").append("{\"id\":\"").append(i);
      content
          .append("\",\"reasoning\":\"")
          .append("生".repeat(200))
          .append("\",\"scale\":\"index\"}");
    }
    String whole = content.append("]}").toString();

    assertThat(AnswerSpans.of(whole)).hasSize(400);
    AnswerSpans.of(whole)
        .values()
        .forEach(spans -> assertThat(read(whole, spans)).containsEntry(AnswerField.SCALE, "index"));
  }

  @Test
  void ambiguousOrTruncatedEntriesAreLeftOut() {
    String content =
        "{\"answers\":[{\"id\":\"1\",\"scale\":\"index\"},{\"id\":\"2\",\"scale\":\"index\"},"
            + "{\"id\":\"1\",\"scale\":\"index\"},{\"scale\":\"index\"},{\"id\":\"3\",\"scal";

    assertThat(AnswerSpans.of(content)).containsOnlyKeys("2");
    assertThat(AnswerSpans.of("No.")).isEmpty();
    assertThat(AnswerSpans.of("{\"answers\":7}")).isEmpty();
  }

  private static Map<AnswerField, String> read(
      String content, Map<AnswerField, AnswerSpans.Span> spans) {
    return spans.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> content.substring(entry.getValue().from(), entry.getValue().to())));
  }
}
