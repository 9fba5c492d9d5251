package dev.classify.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextConfig;
import dev.classify.llm.AnswerSchema;
import dev.classify.llm.Question;
import dev.classify.simulator.settings.Option;
import org.junit.jupiter.api.Test;

class ResponsesTest {

  @Test
  void strictQuestionIsAnsweredFromTheRules() throws Exception {
    Question question = TestRequests.question(TestRequests.threeIndicators());
    try (OpenAiSimulator simulator = Simulators.plain()) {
      OpenAIClient client = TestRequests.client(simulator);

      Response response = client.responses().create(params(question).build());

      assertThat(TestRequests.answers(text(response)))
          .isEqualTo(TestRequests.expectedAnswers(question));
      assertThat(response.usage().orElseThrow().inputTokens()).isPositive();
      assertThat(response.status()).contains(ResponseStatus.COMPLETED);
    }
  }

  @Test
  void streamedPiecesFormTheSameAnswer() throws Exception {
    Question question = TestRequests.question(TestRequests.threeIndicators());
    ResponseAccumulator accumulator = ResponseAccumulator.create();
    try (OpenAiSimulator simulator = Simulators.plain();
        StreamResponse<ResponseStreamEvent> stream =
            TestRequests.client(simulator).responses().createStreaming(params(question).build())) {
      StringBuilder deltas = new StringBuilder();
      stream.stream()
          .peek(accumulator::accumulate)
          .flatMap(event -> event.outputTextDelta().stream())
          .forEach(delta -> deltas.append(delta.delta()));

      assertThat(TestRequests.answers(deltas.toString()))
          .isEqualTo(TestRequests.expectedAnswers(question));
      assertThat(text(accumulator.response())).isEqualTo(deltas.toString());
    }
  }

  @Test
  void refusalAndTruncationAreReportedAsTheRealApiDoes() throws Exception {
    Question question = TestRequests.question(TestRequests.threeIndicators());
    try (OpenAiSimulator simulator = Simulators.with(Option.FAULT, "refusal=#1 length=#2")) {
      OpenAIClient client = TestRequests.client(simulator);

      Response refused = client.responses().create(params(question).build());
      Response cut = client.responses().create(params(question).build());

      assertThat(content(refused).refusal()).isPresent();
      assertThat(cut.status()).contains(ResponseStatus.INCOMPLETE);
      assertThat(cut.incompleteDetails().orElseThrow().reason().orElseThrow().asString())
          .isEqualTo("max_output_tokens");
    }
  }

  private static ResponseCreateParams.Builder params(Question question) {
    return ResponseCreateParams.builder()
        .model(TestRequests.MODEL)
        .instructions("Classify each indicator.")
        .input(question.write())
        .text(
            ResponseTextConfig.builder()
                .format(
                    ResponseFormatTextJsonSchemaConfig.builder()
                        .name(AnswerSchema.NAME)
                        .strict(true)
                        .schema(
                            ResponseFormatTextJsonSchemaConfig.Schema.builder()
                                .additionalProperties(TestRequests.values(AnswerSchema.strict()))
                                .build())
                        .build())
                .build());
  }

  private static String text(Response response) {
    return content(response).asOutputText().text();
  }

  private static ResponseOutputMessage.Content content(Response response) {
    return response.output().getFirst().asMessage().content().getFirst();
  }
}
