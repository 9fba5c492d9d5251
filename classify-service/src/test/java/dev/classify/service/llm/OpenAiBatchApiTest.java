package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiBatchApiTest {

  private interface Call<T> {
    T make(BatchApi api) throws Exception;
  }

  @Test
  void everythingThatIsNeededOfABatchIsRead() throws Exception {
    BatchApi.RemoteBatch batch =
        answered(
            """
            {"id":"batch_1","object":"batch","endpoint":"/v1/chat/completions",
             "input_file_id":"file-1","completion_window":"24h","status":"in_progress",
             "created_at":1795000000,"in_progress_at":1795000010,"expires_at":1795086400,
             "output_file_id":"file-2","error_file_id":"file-3",
             "request_counts":{"total":10,"completed":6,"failed":1}}
            """,
            api -> api.retrieve("batch_1"));

    assertThat(batch.id()).isEqualTo("batch_1");
    assertThat(batch.status()).isEqualTo("in_progress");
    assertThat(batch.createdAt()).isEqualTo(1_795_000_000);
    assertThat(batch.answered()).isEqualTo(6);
    assertThat(batch.failed()).isEqualTo(1);
    assertThat(batch.inProgressAt()).isEqualTo(1_795_000_010);
    assertThat(batch.expiresAt()).isEqualTo(1_795_086_400);
    assertThat(batch.outputFile()).isEqualTo("file-2");
    assertThat(batch.errorFile()).isEqualTo("file-3");
    assertThat(batch.faults()).isEmpty();
  }

  @Test
  void batchWithoutOptionalFieldsAndWithAStatusThatNobodyKnowsIsRead() throws Exception {
    BatchApi.RemoteBatch batch =
        answered(
            """
            {"id":"batch_1","status":"dreaming","created_at":1795000000,
             "errors":{"data":[{"code":"new_code","line":3,"message":"Odd."},{}]}}
            """,
            api -> api.retrieve("batch_1"));

    assertThat(batch.status()).isEqualTo("dreaming");
    assertThat(batch.answered()).isZero();
    assertThat(batch.expiresAt()).isNull();
    assertThat(batch.outputFile()).isNull();
    assertThat(batch.faults())
        .containsExactly(
            new BatchApi.Fault("new_code", 3L, "Odd."), new BatchApi.Fault("", null, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"in_progress\",\"created_at\":1}",
        "{\"id\":\"batch_1\",\"created_at\":1}",
        "{\"id\":\"batch_1\",\"status\":\"in_progress\"}",
        "{\"id\":7,\"status\":[],\"created_at\":\"soon\"}",
        "[]",
        "{\"id\":\"batch_1\"",
        "<html><title>Sign in</title></html>",
        ""
      })
  void answerThatIsNoBatchIsAFailureThatPasses(String body) {
    for (Call<?> call :
        List.<Call<?>>of(
            api -> api.retrieve("batch_1"),
            api -> api.cancel("batch_1"),
            api -> api.create("file-1", "ours", "job"))) {
      assertThat(failure(200, body, call).kind())
          .as(body)
          .isIn(BatchApiFailure.Kind.UNSURE, BatchApiFailure.Kind.AGAIN);
    }
  }

  @Test
  void createdBatchHoldsOurIdAndHasADay() throws Exception {
    try (StubServer server =
            new StubServer(200, batch("batch_1", "ours", 1_795_000_000), Map.of());
        OpenAiConnection openAi = connect(server)) {
      assertThat(openAi.batchApi().create("file-1", "ours", "job").id()).isEqualTo("batch_1");
      JsonNode sent = new JsonMapper().readTree(server.lastBody());
      assertThat(sent.path("input_file_id").asText()).isEqualTo("file-1");
      assertThat(sent.path("endpoint").asText()).isEqualTo("/v1/chat/completions");
      assertThat(sent.path("completion_window").asText()).isEqualTo("24h");
      assertThat(sent.at("/metadata/classify_batch").asText()).isEqualTo("ours");
      assertThat(sent.at("/metadata/classify_job").asText()).isEqualTo("job");
    }
  }

  @Test
  void batchIsFoundByOurIdAmongThoseThatAreNotTooOld() throws Exception {
    long now = Instant.now().getEpochSecond();
    String list =
        "{\"object\":\"list\",\"has_more\":false,\"data\":[%s,%s,%s,%s]}"
            .formatted(
                batch("batch_4", "others", now),
                "{\"id\":\"batch_3\",\"status\":\"failed\",\"created_at\":%d,\"metadata\":null}"
                    .formatted(now),
                batch("batch_2", "ours", now),
                batch("batch_1", "ours", now - 100_000));

    List<BatchApi.RemoteBatch> found =
        answered(list, api -> api.find("ours", Duration.ofMinutes(1)));
    assertThat(found).extracting(BatchApi.RemoteBatch::id).containsExactly("batch_2");
  }

  @Test
  void filesAreFoundByTheirName() throws Exception {
    String list =
        """
        {"object":"list","has_more":false,"data":[
         {"id":"file-1","filename":"a.jsonl"},{"id":"file-2","filename":"b.jsonl"},
         {"id":"file-3","filename":"a.jsonl"}]}
        """;
    List<String> found = answered(list, api -> api.filesNamed("a.jsonl"));
    assertThat(found).containsExactly("file-1", "file-3");
  }

  @Test
  void uploadedFileHasItsNameAndPurpose(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("any"), "{\"custom_id\":\"a\"}\n");
    try (StubServer server = new StubServer(200, "{\"id\":\"file-1\"}", Map.of());
        OpenAiConnection openAi = connect(server)) {
      assertThat(openAi.batchApi().upload("classify-1.jsonl", file)).isEqualTo("file-1");
      assertThat(server.lastBody())
          .contains("filename=\"classify-1.jsonl\"", "batch", "{\"custom_id\":\"a\"}");
    }
  }

  @Test
  void fileThatIsDeletedAlreadyNeedsNoDeletion() throws Exception {
    String gone = "{\"error\":{\"message\":\"No such File object: file-1\"}}";
    try (StubServer server = new StubServer(404, gone, Map.of());
        OpenAiConnection openAi = connect(server)) {
      openAi.batchApi().delete("file-1");
      assertThat(server.requests()).isEqualTo(1);
    }
    assertThat(
            failure(
                    500,
                    "",
                    api -> {
                      api.delete("file-1");
                      return 0;
                    })
                .kind())
        .isEqualTo(BatchApiFailure.Kind.UNSURE);
  }

  @Test
  void linesOfAFileAreReadToItsEnd() throws Exception {
    try (StubServer server = new StubServer(200, "{\"a\":1}\n\n{\"b\":", Map.of());
        OpenAiConnection openAi = connect(server);
        BatchApi.Lines lines = openAi.batchApi().lines("file-2")) {
      assertThat(lines.next()).isEqualTo("{\"a\":1}");
      assertThat(lines.next()).isEmpty();
      assertThat(lines.next()).isEqualTo("{\"b\":");
      assertThat(lines.next()).isNull();
    }
  }

  @Test
  void fileThatBreaksOffIsReadAgain() throws Exception {
    try (RawServer server = new RawServer(RawServer.Behaviour.CLOSE_MIDWAY);
        OpenAiConnection openAi = TestRequests.connect(TestRequests.settings(server.baseUrl()));
        BatchApi.Lines lines = openAi.batchApi().lines("file-2")) {
      BatchApiFailure failure = catchThrowableOfType(BatchApiFailure.class, lines::next);
      assertThat(failure.kind()).isEqualTo(BatchApiFailure.Kind.AGAIN);
      assertThat(failure.problem()).startsWith("the file of answers broke off");
    }
  }

  @ParameterizedTest
  @CsvSource({"404, false", "405, false", "501, false", "401, true", "429, true", "503, true"})
  void serverWithoutTheEndpointsDoesNotOfferThem(int status, boolean offered) {
    try (StubServer server = StubServer.error(status, "x", "No.");
        OpenAiConnection openAi = connect(server)) {
      assertThat(openAi.batchApi().isOffered()).isEqualTo(offered);
    }
  }

  private static String batch(String id, String ours, long createdAt) {
    return """
    {"id":"%s","status":"validating","created_at":%d,"metadata":{"classify_batch":"%s"}}\
    """
        .formatted(id, createdAt, ours)
        .strip();
  }

  private static <T> T answered(String body, Call<T> call) throws Exception {
    try (StubServer server = new StubServer(200, body, Map.of());
        OpenAiConnection openAi = connect(server)) {
      return call.make(openAi.batchApi());
    }
  }

  private static BatchApiFailure failure(int status, String body, Call<?> call) {
    try (StubServer server = new StubServer(status, body, Map.of());
        OpenAiConnection openAi = connect(server)) {
      return catchThrowableOfType(BatchApiFailure.class, () -> call.make(openAi.batchApi()));
    }
  }

  private static OpenAiConnection connect(StubServer server) {
    return TestRequests.connect(TestRequests.settings(server.baseUrl()));
  }
}
