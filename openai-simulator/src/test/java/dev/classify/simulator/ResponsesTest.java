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
  void aStrictQuestionIsAnsweredByTheRules() throws Exception {
    Question question = Ask.question(Ask.three());
    try (OpenAiSimulator simulator = Running.plain()) {
      OpenAIClient client = Ask.client(simulator);

      Response response = client.responses().create(params(question).build());

      assertThat(Ask.answers(text(response))).isEqualTo(Ask.right(question));
      assertThat(response.usage().orElseThrow().inputTokens()).isPositive();
      assertThat(response.status()).contains(ResponseStatus.COMPLETED);
    }
  }

  @Test
  void aStreamAddsUpToTheSameAnswer() throws Exception {
    Question question = Ask.question(Ask.three());
    ResponseAccumulator accumulator = ResponseAccumulator.create();
    try (OpenAiSimulator simulator = Running.plain();
        StreamResponse<ResponseStreamEvent> stream =
            Ask.client(simulator).responses().createStreaming(params(question).build())) {
      StringBuilder deltas = new StringBuilder();
      stream.stream()
          .peek(accumulator::accumulate)
          .flatMap(event -> event.outputTextDelta().stream())
          .forEach(delta -> deltas.append(delta.delta()));

      assertThat(Ask.answers(deltas.toString())).isEqualTo(Ask.right(question));
      assertThat(text(accumulator.response())).isEqualTo(deltas.toString());
    }
  }

  @Test
  void refusalAndCutAreToldAsTheyAreThere() throws Exception {
    Question question = Ask.question(Ask.three());
    try (OpenAiSimulator simulator = Running.with(Option.FAULT, "refusal=#1 length=#2")) {
      OpenAIClient client = Ask.client(simulator);

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
        .model(Ask.MODEL)
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
                                .additionalProperties(Ask.values(AnswerSchema.strict()))
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
