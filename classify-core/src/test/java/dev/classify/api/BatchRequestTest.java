package dev.classify.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchRequestTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void fullBatchIsReadAsItIsWritten() throws Exception {
    BatchRequest full =
        new BatchRequest(
            "key",
            "job",
            1,
            false,
            0,
            0,
            "run",
            null,
            Collections.nCopies(
                BatchLimits.ROWS_MAX, JsonNodeFactory.instance.objectNode().put("name", "n")),
            "secret",
            "restate-2");
    assertThat(JSON.readValue(JSON.writeValueAsBytes(full), BatchRequest.class)).isEqualTo(full);
    assertThat(full.toString()).contains("key", "job", "50").doesNotContain("secret");
  }

  @Test
  void batchOfAnOlderBuildHasNeitherSecretNorNodeAndIsWrittenAsItWas() throws Exception {
    BatchRequest old = read("{}");
    assertThat(old.jobSecret()).isNull();
    assertThat(old.node()).isNull();
    assertThat(JSON.writeValueAsString(old)).doesNotContain("jobSecret", "node");
  }

  @Test
  void batchKeepsItsKeyWhicheverNodeItIsGivenTo() throws Exception {
    BatchRequest given = read("{}").through("restate-2");
    assertThat(given.node()).isEqualTo("restate-2");
    assertThat(given.batchKey()).isEqualTo("key");
    assertThat(given.through("restate-3").through("restate-2")).isEqualTo(given);
  }

  @Test
  void batchWithTooManyRowsNamesTheLimitAndTheFix() {
    String rows = String.join(",", Collections.nCopies(51, "{}"));
    assertThatThrownBy(() -> read(rows)).hasMessageContainingAll("at most 50", "fix: ");
    assertThatThrownBy(
            () ->
                new BatchRequest(
                    "key",
                    "job",
                    1,
                    false,
                    0,
                    0,
                    "run",
                    null,
                    Collections.nCopies(51, JsonNodeFactory.instance.objectNode()),
                    null,
                    null))
        .hasMessageContaining("at most 50");
  }

  @Test
  void batchWithTooManyBytesNamesTheLimitAndTheFix() {
    String row = "{\"name\": \"" + "n".repeat(600_000) + "\"}";
    assertThatThrownBy(() -> read(row + "," + row))
        .hasMessageContainingAll("1,048,576 bytes", "fix: ");
  }

  @Test
  void singleRowMayBeAsLargeAsItsFieldsAllow() throws Exception {
    String row = "{\"name\": \"" + "n".repeat(2_500_000) + "\"}";
    assertThat(read(row).indicators()).hasSize(1);
  }

  /// Four bytes of JSON each, and more than a hundred bytes of memory.
  @Test
  void smallRowWithManyValuesIsRefusedBeforeItIsReadCompletely() {
    String row = "{\"a\": [" + String.join(",", Collections.nCopies(200_000, "{}")) + "]}";
    assertThatThrownBy(() -> read(row)).hasMessageContainingAll("262,144", "fix: ");
  }

  @Test
  void rowsThatAreNoListAreRefused() {
    String request =
        """
        {"batchKey": "key", "jobId": "job", "generation": 1, "runId": "run", "indicators": {"a": 1}}
        """;
    assertThatThrownBy(() -> JSON.readValue(request, BatchRequest.class))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContainingAll("not a list", "fix: ");
  }

  @Test
  void missingRowsAreRefused() {
    for (String rows : List.of("", ", \"indicators\": null")) {
      assertThatThrownBy(
              () ->
                  JSON.readValue(
                      "{\"batchKey\": \"k\", \"jobId\": \"j\", \"generation\": 1, \"runId\": \"r\""
                          + rows
                          + "}",
                      BatchRequest.class))
          .hasMessageContaining("indicators is missing");
    }
  }

  private static BatchRequest read(String rows) throws IOException {
    String request =
        "{\"batchKey\": \"key\", \"jobId\": \"job\", \"generation\": 1, \"runId\": \"run\","
            + " \"indicators\": ["
            + rows
            + "]}";
    return JSON.readValue(request.getBytes(StandardCharsets.UTF_8), BatchRequest.class);
  }
}
