package dev.classify.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLogStreamTest {

  private static final String STORED =
      "2026-11-28T21:44:31.204Z INFO BatchStore - job=job-1 batch=3082 invocation=inv_1a9 stored"
          + " ordinal=2 classified=49 usd=0.00048 tier=null";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream log = LogFormat.JSON.over(new PrintStream(bytes, true));

  private List<JsonNode> written() throws Exception {
    List<JsonNode> events = new ArrayList<>();
    for (String line : bytes.toString(StandardCharsets.UTF_8).lines().toList()) {
      events.add(new JsonMapper().readTree(line));
    }
    return events;
  }

  @Test
  void pairsOfALineAreKeysOfTheObject() throws Exception {
    log.println(STORED);
    log.flush();

    JsonNode event = written().getFirst();
    assertThat(event.path("time").asText()).isEqualTo("2026-11-28T21:44:31.204Z");
    assertThat(event.path("level").asText()).isEqualTo("INFO");
    assertThat(event.path("source").asText()).isEqualTo("BatchStore");
    assertThat(event.path("message").asText()).startsWith("job=job-1 batch=3082");
    assertThat(event.path("job").asText()).isEqualTo("job-1");
    assertThat(event.path("classified").intValue()).isEqualTo(49);
    assertThat(event.path("usd").decimalValue()).isEqualByComparingTo("0.00048");
    assertThat(event.path("tier").isNull()).isTrue();
  }

  @Test
  void idIsATextEvenIfItConsistsOfDigits() throws Exception {
    log.println(STORED);
    log.flush();

    assertThat(written().getFirst().path("batch").isTextual()).isTrue();
  }

  @Test
  void stackTraceBelongsToItsEvent() throws Exception {
    log.println("2026-11-28T21:44:31.204Z ERROR ApiServer - request failed path=/x");
    new IllegalStateException("no rows").printStackTrace(log);
    log.flush();
    log.println(STORED);
    log.flush();

    assertThat(written()).hasSize(2);
    assertThat(written().getFirst().path("stack").asText())
        .startsWith("java.lang.IllegalStateException: no rows\n\tat ");
    assertThat(written().getLast().has("stack")).isFalse();
  }

  @Test
  void textOfAServerNeitherReplacesKeysNorLooksLikeAnEvent() throws Exception {
    log.println(
        "2026-11-28T21:44:31.204Z WARN RequestSender - job=job-1 refused: job=job-2 level=INFO"
            + " \u001b[2J\"}");
    log.flush();

    JsonNode event = written().getFirst();
    assertThat(event.path("job").asText()).isEqualTo("job-1");
    assertThat(event.path("level").asText()).isEqualTo("WARN");
    assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b");
  }

  @Test
  void lineOfALibraryIsAnObjectToo() throws Exception {
    log.println("WARNING: something was printed");
    log.flush();

    assertThat(written())
        .singleElement()
        .satisfies(event -> assertThat(event.path("source").asText()).isEqualTo("stderr"));
  }

  @Test
  void textKeepsTheLines() {
    PrintStream text = LogFormat.TEXT.over(new PrintStream(bytes, true));
    text.println(STORED);

    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(STORED + "\n");
  }
}
