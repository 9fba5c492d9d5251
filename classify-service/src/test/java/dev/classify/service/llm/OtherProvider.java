package dev.classify.service.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.llm.AnswerMessage;
import dev.classify.llm.ModelAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How providers other than OpenAI answer chat completions: what they refuse and in which words,
/// what they leave out and what they add. Each habit is from the source that its case names; none
/// was tried with the provider itself.
enum OtherProvider {
  /// github.com/leookun/cursor-byok/issues/112 for the form of errors; the habit of schemas as
  /// users report it ("Proto field is not repeating").
  GEMINI(
      "400 [{'error':{'code':400,'message':'API key not valid. Please pass a valid API key.',"
          + "'status':'INVALID_ARGUMENT','details':[{'reason':'API_KEY_INVALID'}]}}]") {
    @Override
    Reply answer(JsonNode request, int number) {
      if (request.has("logprobs")) {
        return refusal(
            "Invalid JSON payload received. Unknown name \\\"logprobs\\\": Cannot find"
                + " field.");
      }
      if (isSchema(request)) {
        return refusal(
            "Invalid JSON payload received. Unknown name \\\"type\\\" at"
                + " 'generation_config.response_schema.properties[0].value': Proto field is not"
                + " repeating, cannot start list.");
      }
      ObjectNode completion = completion(ANSWERS);
      completion.withObject("/choices/0/message").putObject("extra_content");
      return Reply.of(usage(completion, 900, 300));
    }

    private Reply refusal(String message) {
      return Reply.json(
          400,
          "[{'error':{'code':400,'message':'%s','status':'INVALID_ARGUMENT','details':[]}}]",
          message);
    }
  },

  /// platform.claude.com/docs/en/api/openai-sdk: what is not supported is ignored, the format of
  /// the answer too.
  ANTHROPIC(
      "401 {'error':{'code':'authentication_error','message':'invalid x-api-key',"
          + "'type':'authentication_error','param':null}}") {
    @Override
    Reply answer(JsonNode request, int number) {
      ObjectNode completion = completion("Here are the answers:\n\n```json\n" + ANSWERS + "\n```");
      completion.withObject("/choices/0").putNull("logprobs");
      completion.withObject("/usage").putNull("prompt_tokens_details");
      return Reply.of(usage(completion, 900, 300));
    }
  },

  /// github.com/zed-industries/zed/issues/57122: the message is an object.
  MISTRAL("401 {'message':'Unauthorized','request_id':'1'}") {
    @Override
    Reply answer(JsonNode request, int number) {
      for (String parameter : List.of("max_completion_tokens", "logprobs")) {
        if (request.has(parameter)) {
          return Reply.json(
              422,
              "{'object':'error','message':{'detail':[{'type':'extra_forbidden','loc':['body','%s'],'msg':'Extra"
                  + " inputs are not permitted','input':1}]},"
                  + "'type':'invalid_request_error','param':null,'code':null,"
                  + "'raw_status_code':422}",
              parameter);
        }
      }
      return Reply.of(usage(completion(ANSWERS), 900, 300));
    }
  },

  /// github.com/llm-exe/llm-exe/issues/662, and the empty answers that its documentation of JSON
  /// mode warns of.
  DEEPSEEK(
      "401 {'error':{'message':'Authentication Fails, Your api key: ****cdef is invalid',"
          + "'type':'authentication_error','param':null,'code':'invalid_request_error'}}") {
    @Override
    Reply answer(JsonNode request, int number) {
      if (isSchema(request)) {
        return Reply.json(
            400,
            "{'error':{'message':'%s','type':'invalid_request_error','param':null,"
                + "'code':'invalid_request_error'}}",
            "This response_format type is unavailable now");
      }
      ObjectNode completion = completion(number == 2 ? "" : ANSWERS);
      completion.withObject("/choices/0/message").put("reasoning_content", "The first is a rate.");
      completion.withObject("/usage").put("prompt_cache_hit_tokens", 640);
      return Reply.of(usage(completion, 900, 300));
    }
  },

  /// console.groq.com/docs/openai for logprobs; github.com/i-am-bee/beeai-framework/issues/1215 for
  /// schemas.
  GROQ(
      "401 {'error':{'message':'Invalid API Key','type':'invalid_request_error',"
          + "'code':'invalid_api_key'}}") {
    @Override
    Reply answer(JsonNode request, int number) {
      if (request.has("logprobs")) {
        return refusal("`logprobs` is not supported with this model");
      }
      if (request.toString().contains("\"maxItems\"")
          || request.toString().contains("\"minimum\"")) {
        return refusal(
            "invalid schema for response format: response_format/json_schema/answers:"
                + " maxItems is not supported");
      }
      ObjectNode completion = completion(ANSWERS).put("service_tier", "on_demand");
      completion.putObject("x_groq").put("id", "req_1");
      completion.withObject("/usage").put("queue_time", 0.02);
      return Reply.of(usage(completion, 900, 300));
    }

    private Reply refusal(String message) {
      return Reply.json(400, "{'error':{'message':'%s','type':'invalid_request_error'}}", message);
    }
  },

  /// openrouter.ai/docs: an error of the provider behind it comes with status 200; unknown
  /// parameters are dropped.
  OPENROUTER("401 {'error':{'message':'No auth credentials found','code':401}}") {
    @Override
    Reply answer(JsonNode request, int number) {
      if (number == 1) {
        return Reply.json(
            200,
            "{'id':'gen-1','choices':[{'error':{'code':502,'message':'%s'},"
                + "'finish_reason':'error','message':{'role':'assistant','content':''}}]}",
            "Provider returned error");
      }
      ObjectNode completion = completion(ANSWERS).put("provider", "Together");
      completion.withObject("/choices/0").put("native_finish_reason", "stop");
      completion.withObject("/usage").put("cost", 0.0001);
      return Reply.of(usage(completion, 900, 300));
    }
  },

  /// github.com/vllm-project/vllm/issues/16321; unknown parameters are ignored (pull 10463).
  VLLM("401 {'error':'Unauthorized'}") {
    @Override
    Reply answer(JsonNode request, int number) {
      if (request.toString().contains("\"minimum\"")) {
        return Reply.json(
            400,
            "{'error':{'message':'%s','type':'BadRequestError','param':null,'code':400}}",
            "The provided JSON schema contains features not supported by xgrammar.");
      }
      ObjectNode completion = completion(ANSWERS).putNull("prompt_logprobs");
      completion.withObject("/choices/0").putNull("stop_reason").putNull("logprobs");
      completion.withObject("/choices/0/message").putNull("reasoning_content");
      return Reply.of(usage(completion, 900, 300));
    }
  },

  /// tools/server of its sources: codes are numbers. A grammar that it cannot build is an error 500
  /// in older versions.
  LLAMA_CPP(
      "401 {'error':{'code':401,'message':'Invalid API Key','type':'authentication_error'}}") {
    @Override
    Reply answer(JsonNode request, int number) {
      if (request.toString().contains("\"pattern\"")) {
        return Reply.json(
            500,
            "{'error':{'code':500,'message':'%s','type':'server_error'}}",
            "failed to parse grammar");
      }
      ObjectNode completion = completion(ANSWERS);
      completion.putObject("timings").put("prompt_ms", 12.5);
      return Reply.of(usage(completion, 900, 300));
    }
  },

  /// github.com/ollama/ollama/issues/14820, and `openai/openai.go` of its sources: efforts of its
  /// own, no probabilities, `max_completion_tokens` ignored.
  OLLAMA(null) {
    @Override
    Reply answer(JsonNode request, int number) {
      if (request.path("reasoning_effort").asText("none").equals("xhigh")) {
        return Reply.json(
            400,
            "{'error':{'message':'%s','type':'invalid_request_error','param':null,'code':null}}",
            "invalid reasoning value: 'xhigh' (must be \\\"high\\\", \\\"medium\\\", \\\"low\\\","
                + " or \\\"none\\\")");
      }
      ObjectNode completion = completion(ANSWERS).put("system_fingerprint", "fp_ollama");
      completion.withObject("/choices/0/message").put("reasoning", "The first is a rate.");
      return Reply.of(usage(completion, 900, 300));
    }
  },

  /// github.com/lmstudio-ai/lmstudio-bug-tracker/issues/189: the error is a text, and JSON mode is
  /// refused where schemas are not.
  LM_STUDIO(null) {
    @Override
    Reply answer(JsonNode request, int number) {
      String format = request.at("/response_format/type").asText("text");
      if (format.equals("json_object")) {
        return Reply.json(
            400, "{'error':'%s'}", "'response_format.type' must be 'json_schema' or 'text'");
      }
      if (isSchema(request)) {
        return Reply.json(400, "{'error':'%s'}", "Unsupported: structured output by this engine");
      }
      ObjectNode completion = completion(ANSWERS);
      completion.putObject("stats");
      return Reply.of(completion);
    }
  };

  /// @param body JSON
  record Reply(int status, String body) {

    static Reply of(ObjectNode completion) {
      return new Reply(200, completion.toString());
    }

    /// @param form with single quotes and one `%s`
    static Reply json(int status, String form, String message) {
      return new Reply(status, form.replace('\'', '"').formatted(message.replace("\n", "\\n")));
    }
  }

  private static final String ANSWERS = answers();

  /// Status and body of the answer to a wrong key, with single quotes; null where none is needed.
  private final @Nullable String wrongKey;

  OtherProvider(@Nullable String wrongKey) {
    this.wrongKey = wrongKey;
  }

  /// Answers a request.
  ///
  /// @param number of the request, from 1
  abstract Reply answer(JsonNode request, int number);

  boolean needsKey() {
    return wrongKey != null;
  }

  /// A stub that refuses every key.
  StubServer withWrongKey() {
    String reply = Objects.requireNonNull(wrongKey);
    return new StubServer(
        Integer.parseInt(reply.substring(0, 3)), reply.substring(4).replace('\'', '"'), Map.of());
  }

  private static String answers() {
    List<ModelAnswer> answers = new ArrayList<>();
    for (var indicator : TestRequests.THREE) {
      answers.add(
          new ModelAnswer(
              String.valueOf(answers.size() + 1), TestRequests.RULES.classify(indicator)));
    }
    return AnswerMessage.write(answers).toString();
  }

  private static boolean isSchema(JsonNode request) {
    return request.at("/response_format/type").asText().equals("json_schema");
  }

  private static ObjectNode completion(String content) {
    ObjectNode completion = JsonNodeFactory.instance.objectNode().put("id", "1");
    ObjectNode choice = completion.putArray("choices").addObject().put("finish_reason", "stop");
    choice.putObject("message").put("role", "assistant").put("content", content);
    return completion;
  }

  private static ObjectNode usage(ObjectNode completion, int prompt, int answer) {
    completion.withObject("/usage").put("prompt_tokens", prompt).put("completion_tokens", answer);
    return completion;
  }
}
