package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.dist.SpanReceiver.ReceivedSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Spans of a run on the embedded stack, as a collector gets them.
class TracesIT {

  private static final String ROW =
      """
      indicator_id,name
      A.1,Something that no rule knows of all the canaries
      """;

  @Test
  void oneRowIsOneTraceFromTheCommandToTheRequestToTheModel(@TempDir Path folder) throws Exception {
    Path input = Files.writeString(folder.resolve("row.csv"), ROW);
    try (SpanReceiver receiver = new SpanReceiver()) {
      Path home = folder.resolve("data");
      BuiltProgram program =
          new BuiltProgram(
              home,
              Map.of(
                  "CLASSIFY_HOME", home.toString(),
                  "JDK_JAVA_OPTIONS", EmbeddedStack.FIRST_COMPILER,
                  "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.address()));
      BuiltProgram.Result run =
          program.run(
              "local", "run", input.toString(), "--simulate", "--provider", "openai", "--job", "j");
      assertThat(run.exit()).as(run.err()).isZero();

      List<ReceivedSpan> spans = receiver.spans();
      Map<String, Set<String>> services =
          spans.stream()
              .collect(
                  Collectors.groupingBy(
                      ReceivedSpan::service,
                      TreeMap::new,
                      Collectors.mapping(ReceivedSpan::name, Collectors.toSet())));
      assertThat(services.get("classify")).contains("classify run", "batch", "restate call");
      assertThat(services.get("classify-worker"))
          .contains("look up", "ask and store", "wait for turn", "llm request");
      String trace = only(spans, "classify run").trace();
      for (String name :
          List.of(
              "batch",
              "restate call",
              "look up",
              "ask and store",
              "wait for turn",
              "llm request")) {
        assertThat(spans)
            .filteredOn(span -> span.trace().equals(trace))
            .extracting(ReceivedSpan::name)
            .contains(name);
      }
      assertThat(only(spans, "batch").parent()).isEqualTo(only(spans, "classify run").id());
      assertThat(only(spans, "llm request").parent()).isEqualTo(only(spans, "ask and store").id());
      assertThat(only(spans, "llm request").attributes())
          .containsEntry("outcome", "answered")
          .containsKey("model");
      assertThat(spans.toString()).contains("j").doesNotContain("canaries", "A.1");
    }
  }

  private static ReceivedSpan only(List<ReceivedSpan> spans, String name) {
    List<ReceivedSpan> found = spans.stream().filter(span -> span.name().equals(name)).toList();
    assertThat(found).as(name).hasSize(1);
    return found.getFirst();
  }
}
