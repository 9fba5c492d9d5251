package dev.classify.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.batches.BatchListParams;
import com.openai.models.batches.BatchUsage;
import dev.classify.simulator.recording.RecordedRequest;
import dev.classify.simulator.settings.Option;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {

  private OpenAiSimulator simulator;
  private OpenAIClient client;

  @BeforeEach
  void start() throws Exception {
    simulator = OpenAiSimulator.start(TestBatches.QUICK);
    client = TestRequests.client(simulator);
  }

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
  }

  @Test
  void batchAnswersEveryLineOnceInAnyOrder() {
    Batch created = TestBatches.create(client, TestBatches.input(20));
    assertThat(created.requestCounts().orElseThrow().total()).isZero();

    Batch batch = TestBatches.awaitStatus(client, created, Batch.Status.COMPLETED);

    List<JsonNode> output = TestBatches.content(client, batch.outputFileId().orElseThrow());
    List<String> ids = output.stream().map(line -> line.path("custom_id").asText()).toList();
    assertThat(ids)
        .hasSize(20)
        .doesNotHaveDuplicates()
        .isNotEqualTo(ids.stream().sorted().toList());
    assertThat(ids.getFirst()).isNotEqualTo("line-1");
    assertThat(output)
        .allSatisfy(
            line -> {
              assertThat(line.path("id").asText()).startsWith("batch_req_");
              assertThat(line.at("/response/status_code").asInt()).isEqualTo(200);
              assertThat(line.at("/response/body/object").asText()).isEqualTo("chat.completion");
              assertThat(line.path("error").isNull()).isTrue();
            });
    assertThat(batch.errorFileId()).isEmpty();
    assertThat(batch.requestCounts().orElseThrow().completed()).isEqualTo(20);
    assertThat(batch.model()).contains(TestRequests.MODEL);
    assertThat(batch.createdAt()).isLessThanOrEqualTo(batch.inProgressAt().orElseThrow());
    assertThat(batch.finalizingAt().orElseThrow())
        .isLessThanOrEqualTo(batch.completedAt().orElseThrow());
    assertThat(batch.expiresAt().orElseThrow()).isEqualTo(batch.createdAt() + 86_400);
  }

  @Test
  void lineHasTheAnswerOfALiveRequest() {
    ObjectNode line = TestBatches.line("line-1");
    String live =
        client
            .chat()
            .completions()
            .create(
                TestRequests.plain(TestRequests.question(List.of()))
                    .messages(List.of())
                    .addUserMessage(line.at("/body/messages/0/content").asText())
                    .build())
            .choices()
            .getFirst()
            .message()
            .content()
            .orElseThrow();

    Batch batch =
        TestBatches.awaitStatus(
            client, TestBatches.create(client, line.toString()), Batch.Status.COMPLETED);

    assertThat(TestBatches.content(client, batch.outputFileId().orElseThrow()))
        .extracting(one -> one.at("/response/body/choices/0/message/content").asText())
        .containsExactly(live);
  }

  @Test
  void recordShowsWhichLinesAreBilledAndTheBatchTheirSum() {
    simulator.change(simulator.settings().with(Option.FAULT, "batch-line-error=#2"));
    Batch batch =
        TestBatches.awaitStatus(
            client, TestBatches.create(client, TestBatches.input(3)), Batch.Status.COMPLETED);

    List<RecordedRequest> requests = simulator.requests();
    BatchUsage usage = batch.usage().orElseThrow();
    List<RecordedRequest> billed = requests.stream().filter(RecordedRequest::billed).toList();
    assertThat(requests)
        .extracting(RecordedRequest::customId)
        .containsExactlyInAnyOrder("line-1", "line-2", "line-3");
    assertThat(requests).extracting(RecordedRequest::tier).containsOnly("batch");
    assertThat(requests).extracting(RecordedRequest::batchId).containsOnly(batch.id());
    assertThat(billed).extracting(RecordedRequest::customId).doesNotContain("line-2").hasSize(2);
    assertThat(usage.inputTokens())
        .isEqualTo(billed.stream().mapToLong(RecordedRequest::promptTokens).sum());
    assertThat(usage.outputTokens())
        .isEqualTo(billed.stream().mapToLong(RecordedRequest::completionTokens).sum());
  }

  @Test
  void faultyLinesStandInTheErrorFile() {
    simulator.change(simulator.settings().with(Option.FAULT, "batch-line-error=#1"));
    ObjectNode invalid = TestBatches.line("invalid");
    ((ObjectNode) invalid.path("body")).put("max_completion_tokens", 0);
    String lines = TestBatches.line("failed") + "\n" + TestBatches.line("good") + "\n" + invalid;

    Batch batch =
        TestBatches.awaitStatus(client, TestBatches.create(client, lines), Batch.Status.COMPLETED);

    assertThat(batch.requestCounts().orElseThrow().failed()).isEqualTo(2);
    assertThat(TestBatches.content(client, batch.errorFileId().orElseThrow()))
        .extracting(
            line -> line.path("custom_id").asText(),
            line -> line.at("/response/status_code").asInt(),
            line -> line.at("/response/body/error/type").asText(),
            line -> line.path("error").isNull())
        .containsExactlyInAnyOrder(
            tuple("failed", 500, "server_error", true),
            tuple("invalid", 400, "invalid_request_error", true));
  }

  @Test
  void batchWithoutASuccessHasNoOutputFile() {
    simulator.change(simulator.settings().with(Option.FAULT, "batch-line-error=1"));

    Batch batch =
        TestBatches.awaitStatus(
            client, TestBatches.create(client, TestBatches.input(2)), Batch.Status.COMPLETED);

    assertThat(batch.outputFileId()).isEmpty();
    assertThat(batch.errorFileId()).isPresent();
  }

  @Test
  void batchExpiresWithThePartThatWasDone() {
    simulator.change(
        simulator
            .settings()
            .with(Option.FAULT, "batch-line-stuck=#2,4")
            .with(Option.BATCH_WINDOW, "400ms"));

    Batch batch =
        TestBatches.awaitStatus(
            client, TestBatches.create(client, TestBatches.input(5)), Batch.Status.EXPIRED);

    assertThat(TestBatches.content(client, batch.outputFileId().orElseThrow())).hasSize(3);
    assertThat(TestBatches.content(client, batch.errorFileId().orElseThrow()))
        .allSatisfy(line -> assertThat(line.path("response").isNull()).isTrue())
        .extracting(line -> line.path("custom_id").asText() + " " + line.at("/error/code").asText())
        .containsExactlyInAnyOrder("line-2 batch_expired", "line-4 batch_expired");
    assertThat(batch.requestCounts().orElseThrow().failed()).isZero();
    assertThat(batch.expiredAt()).isPresent();
    assertThat(simulator.arrived()).isEqualTo(3);
  }

  @Test
  void cancelledBatchKeepsWhatWasDone() {
    simulator.change(simulator.settings().with(Option.FAULT, "batch-line-stuck=#2"));
    Batch created = TestBatches.create(client, TestBatches.input(2));
    await().until(() -> simulator.arrived() == 1);

    Batch cancelling = client.batches().cancel(created.id());
    Batch batch = TestBatches.awaitStatus(client, created, Batch.Status.CANCELLED);

    assertThat(cancelling.status()).isEqualTo(Batch.Status.CANCELLING);
    assertThat(batch.cancellingAt()).isPresent();
    assertThat(batch.cancelledAt()).isPresent();
    assertThat(TestBatches.content(client, batch.outputFileId().orElseThrow()))
        .extracting(line -> line.path("custom_id").asText())
        .containsExactly("line-1");
    assertThat(TestBatches.content(client, batch.errorFileId().orElseThrow()))
        .extracting(line -> line.at("/error/code").asText())
        .containsExactly("batch_cancelled");
    assertThat(client.batches().cancel(created.id()).status()).isEqualTo(Batch.Status.CANCELLED);
  }

  @Test
  void completedBatchCannotBeCancelled() {
    Batch created = TestBatches.create(client, TestBatches.input(1));
    TestBatches.awaitStatus(client, created, Batch.Status.COMPLETED);

    OpenAIServiceException conflict =
        catchThrowableOfType(
            OpenAIServiceException.class, () -> client.batches().cancel(created.id()));

    assertThat(conflict.statusCode()).isEqualTo(409);
    assertThat(conflict).hasMessageContaining("Cannot cancel a batch with status 'completed'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | invalid_json_line | 2",
        "{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\"}"
            + " | missing_required_parameter | 2",
        "{\"custom_id\":\"line-1\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\","
            + "\"body\":{\"model\":\"gpt-6-luna\"}} | duplicate_custom_id | 2",
        "{\"custom_id\":\"a\",\"method\":\"GET\",\"url\":\"/v1/chat/completions\",\"body\":{}}"
            + " | invalid_method | 2",
        "{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"/chat/completions\",\"body\":{}}"
            + " | invalid_url | 2",
        "{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\","
            + "\"body\":{\"model\":\"gpt-0\"}} | model_not_found | 2",
        "{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\","
            + "\"body\":{\"model\":\"gpt-5.4-mini\"}} | mismatched_model | 2"
      })
  void badLineRefusesTheWholeFile(String line, String code, long number) {
    Batch batch =
        TestBatches.awaitStatus(
            client,
            TestBatches.create(client, TestBatches.input(1) + "\n" + line + "\n"),
            Batch.Status.FAILED);

    assertThat(batch.errors().orElseThrow().data().orElseThrow())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.code()).contains(code);
              assertThat(error.line()).contains(number);
            });
    assertThat(batch.failedAt()).isPresent();
    assertThat(batch.requestCounts().orElseThrow().total()).isZero();
    assertThat(simulator.arrived()).isZero();
  }

  @Test
  void tooManyLinesOrNoneRefuseTheFile() {
    simulator.change(simulator.settings().with(Option.BATCH_LINES, 2));

    assertThat(codeOf(TestBatches.input(3))).isEqualTo("too_many_requests");
    assertThat(codeOf("\n")).isEqualTo("empty_file");
  }

  @Test
  void queuedTokensOfAllBatchesAreLimited() {
    TestBatches.awaitStatus(
        client, TestBatches.create(client, TestBatches.input(5)), Batch.Status.COMPLETED);
    int tokens = simulator.requests().stream().mapToInt(RecordedRequest::promptTokens).sum();
    simulator.change(
        simulator
            .settings()
            .with(Option.BATCH_QUEUED_TOKENS, tokens * 3 / 2)
            .with(Option.BATCH_IN_PROGRESS, "60s"));
    Batch first = TestBatches.create(client, TestBatches.input(5));
    TestBatches.awaitStatus(client, first, Batch.Status.IN_PROGRESS);

    assertThat(codeOf(TestBatches.input(5))).isEqualTo("token_limit_exceeded");

    client.batches().cancel(first.id());
    TestBatches.awaitStatus(client, first, Batch.Status.CANCELLED);
    Batch second = TestBatches.create(client, TestBatches.input(5));
    TestBatches.awaitStatus(client, second, Batch.Status.IN_PROGRESS);
  }

  @Test
  void injectedFaultRefusesAValidFile() {
    simulator.change(simulator.settings().with(Option.FAULT, "batch-invalid=#1"));

    assertThat(codeOf(TestBatches.input(1))).isEqualTo("invalid_json_line");
    TestBatches.awaitStatus(
        client, TestBatches.create(client, TestBatches.input(1)), Batch.Status.COMPLETED);
  }

  @Test
  void creationCanFailAndItsAnswerCanBeLost() {
    simulator.change(
        simulator
            .settings()
            .with(
                Option.FAULT,
                "batch-create-rate-limit=#1 batch-create-error=#2 batch-create-lost=#3"));
    BatchCreateParams params =
        TestBatches.of(TestBatches.upload(client, "input.jsonl", TestBatches.input(1)))
            .metadata(
                BatchCreateParams.Metadata.builder()
                    .putAdditionalProperty("job", JsonValue.from("7"))
                    .build())
            .build();

    assertThat(statusOf(() -> client.batches().create(params))).isEqualTo(429);
    assertThat(statusOf(() -> client.batches().create(params))).isEqualTo(500);
    assertThat(client.batches().list().data()).isEmpty();
    assertThatExceptionOfType(OpenAIIoException.class)
        .isThrownBy(() -> client.batches().create(params));

    assertThat(client.batches().list().data())
        .singleElement()
        .satisfies(
            batch -> assertThat(batch.metadata().orElseThrow().toString()).contains("job=7"));
  }

  @Test
  void listHasPagesWithTheNewestFirst() {
    List<String> ids =
        List.of(
            TestBatches.create(client, TestBatches.input(1)).id(),
            TestBatches.create(client, TestBatches.input(1)).id(),
            TestBatches.create(client, TestBatches.input(1)).id());

    assertThat(client.batches().list(BatchListParams.builder().limit(2).build()).autoPager())
        .extracting(Batch::id)
        .containsExactlyElementsOf(ids.reversed());
    assertThat(statusOf(() -> client.batches().list(BatchListParams.builder().limit(101).build())))
        .isEqualTo(400);
  }

  @Test
  void invalidCreationNamesTheParameter() {
    String file = TestBatches.upload(client, "input.jsonl", TestBatches.input(1));

    assertThat(paramOf(TestBatches.of(file).putAdditionalBodyProperty("speed", JsonValue.from(1))))
        .isEqualTo("speed");
    assertThat(paramOf(TestBatches.of(file).endpoint(BatchCreateParams.Endpoint.V1_EMBEDDINGS)))
        .isEqualTo("endpoint");
    assertThat(
            paramOf(
                TestBatches.of(file).completionWindow(BatchCreateParams.CompletionWindow.of("1h"))))
        .isEqualTo("completion_window");
    assertThat(
            paramOf(
                TestBatches.of(file)
                    .metadata(
                        BatchCreateParams.Metadata.builder()
                            .putAdditionalProperty("job", JsonValue.from("x".repeat(513)))
                            .build())))
        .isEqualTo("metadata.job");
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> client.batches().create(TestBatches.of("file-0").build()));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> client.batches().retrieve("batch_0"));
  }

  @Test
  void resetForgetsBatchesAndFiles() {
    TestBatches.create(client, TestBatches.input(1));

    simulator.reset();

    assertThat(client.batches().list().data()).isEmpty();
    assertThat(client.files().list().data()).isEmpty();
  }

  private String codeOf(String lines) {
    return TestBatches.awaitStatus(client, TestBatches.create(client, lines), Batch.Status.FAILED)
        .errors()
        .orElseThrow()
        .data()
        .orElseThrow()
        .getFirst()
        .code()
        .orElseThrow();
  }

  private String paramOf(BatchCreateParams.Builder params) {
    return catchThrowableOfType(
            BadRequestException.class, () -> client.batches().create(params.build()))
        .param()
        .orElseThrow();
  }

  private static int statusOf(ThrowingCallable call) {
    return catchThrowableOfType(OpenAIServiceException.class, call).statusCode();
  }
}
