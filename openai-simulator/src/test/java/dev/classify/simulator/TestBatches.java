package dev.classify.simulator;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.client.OpenAIClient;
import com.openai.core.MultipartField;
import com.openai.core.http.HttpResponse;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FilePurpose;
import dev.classify.simulator.settings.Option;
import dev.classify.simulator.settings.SimulatorSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Batches with the real OpenAI client.
final class TestBatches {

  /// Hours are milliseconds.
  static final SimulatorSettings QUICK =
      Simulators.FREE_PORT.with(
          Map.of(
              Option.BATCH_VALIDATING, "1ms",
              Option.BATCH_IN_PROGRESS, "20ms",
              Option.BATCH_FINALIZING, "1ms",
              Option.BATCH_CANCELLING, "1ms"));

  private static final JsonMapper JSON = new JsonMapper();

  private TestBatches() {}

  /// An input file whose lines ask for one indicator each and have the ids `line-1`, `line-2`, ...
  static String input(int lines) {
    return IntStream.rangeClosed(1, lines)
        .mapToObj(number -> line("line-" + number).toString())
        .collect(Collectors.joining("\n"));
  }

  static ObjectNode line(String id) {
    ObjectNode line =
        JsonNodeFactory.instance
            .objectNode()
            .put("custom_id", id)
            .put("method", "POST")
            .put("url", "/v1/chat/completions");
    ObjectNode body = line.putObject("body").put("model", TestRequests.MODEL);
    String question =
        TestRequests.question(List.of(TestRequests.indicator("Exports " + id, "USD mn"))).write();
    body.putArray("messages").addObject().put("role", "user").put("content", question);
    return line;
  }

  static String upload(OpenAIClient client, String name, String lines) {
    InputStream content = new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
    return client
        .files()
        .create(
            FileCreateParams.builder()
                .purpose(FilePurpose.BATCH)
                .file(MultipartField.<InputStream>builder().value(content).filename(name).build())
                .build())
        .id();
  }

  static Batch create(OpenAIClient client, String lines) {
    return client.batches().create(of(upload(client, "input.jsonl", lines)).build());
  }

  static BatchCreateParams.Builder of(String fileId) {
    return BatchCreateParams.builder()
        .inputFileId(fileId)
        .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
        .completionWindow(BatchCreateParams.CompletionWindow._24H);
  }

  static Batch awaitStatus(OpenAIClient client, Batch batch, Batch.Status status) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> client.batches().retrieve(batch.id()), found -> found.status().equals(status));
  }

  static List<JsonNode> content(OpenAIClient client, String fileId) {
    List<JsonNode> lines = new ArrayList<>();
    try (HttpResponse response = client.files().content(fileId)) {
      String text = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        lines.add(json(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static JsonNode json(String line) throws JsonProcessingException {
    return JSON.readTree(line);
  }
}
