package dev.classify.simulator.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.simulator.request.AskedRequest.Message;
import dev.classify.simulator.settings.SimulatorSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Parses the body of a request and validates it like the real API.
public final class RequestParser {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool", "function");

  private final Endpoint endpoint;
  private final JsonNode body;
  private final List<Message> messages = new ArrayList<>();

  private RequestParser(Endpoint endpoint, JsonNode body) {
    this.endpoint = endpoint;
    this.body = body;
  }

  /// Parses any body.
  public static ParsedRequest parse(Endpoint endpoint, String body, SimulatorSettings settings) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JsonProcessingException _) {
      return new ParsedRequest.Refused(ApiError.notJson());
    }
    RequestParser parser = new RequestParser(endpoint, json);
    return parser
        .error(settings)
        .<ParsedRequest>map(ParsedRequest.Refused::new)
        .orElseGet(() -> new ParsedRequest.Accepted(parser.request()));
  }

  private Optional<ApiError> error(SimulatorSettings settings) {
    return modelError(settings)
        .or(() -> new ArgumentCheck(endpoint, body).error())
        .or(this::messagesError)
        .or(this::tokensError)
        .or(() -> new ResponseFormatCheck(endpoint, formatNode()).error())
        .or(this::jsonWordError);
  }

  private Optional<ApiError> modelError(SimulatorSettings settings) {
    JsonNode model = body.path("model");
    if (!model.isTextual() || model.textValue().isBlank()) {
      return Optional.of(
          endpoint == Endpoint.CHAT
              ? ApiError.invalid("you must provide a model parameter", null, null)
              : ApiError.missing("model"));
    }
    return settings.hasModel(model.textValue())
        ? Optional.empty()
        : Optional.of(ApiError.noModel(model.textValue()));
  }

  private Optional<ApiError> messagesError() {
    if (endpoint == Endpoint.RESPONSES) {
      if (body.path("instructions").isTextual()) {
        messages.add(new Message("system", body.path("instructions").textValue()));
      }
      if (body.path("input").isTextual()) {
        messages.add(new Message("user", body.path("input").textValue()));
        return Optional.empty();
      }
    }
    JsonNode input = body.path(endpoint.input());
    if (input.isMissingNode() || input.isNull()) {
      return Optional.of(ApiError.missing(endpoint.input()));
    }
    if (!input.isArray()) {
      return Optional.of(ApiError.wrongType(endpoint.input(), "an array of messages"));
    }
    if (input.isEmpty()) {
      return Optional.of(
          ApiError.invalid(
              "Invalid '" + endpoint.input() + "': empty array.", endpoint.input(), "empty_array"));
    }
    for (int index = 0; index < input.size(); index++) {
      Optional<ApiError> error = messageError(index, input.get(index));
      if (error.isPresent()) {
        return error;
      }
    }
    return Optional.empty();
  }

  private Optional<ApiError> messageError(int index, JsonNode message) {
    String param = endpoint.input() + "[" + index + "]";
    String role = message.path("role").asText();
    if (role.isEmpty()) {
      return Optional.of(ApiError.missing(param + ".role"));
    }
    if (!ROLES.contains(role)) {
      return Optional.of(
          ApiError.invalid("Invalid value: '" + role + "'.", param + ".role", "invalid_value"));
    }
    JsonNode content = message.path("content");
    if (content.isMissingNode() || (content.isNull() && !role.equals("assistant"))) {
      return Optional.of(ApiError.missing(param + ".content"));
    }
    if (!content.isTextual() && !content.isArray() && !content.isNull()) {
      return Optional.of(ApiError.wrongType(param + ".content", "a string or an array of parts"));
    }
    messages.add(new Message(role, text(content)));
    return Optional.empty();
  }

  private Optional<ApiError> tokensError() {
    if (body.has("max_tokens")) {
      if (endpoint == Endpoint.RESPONSES) {
        return Optional.of(
            ApiError.invalid(
                "Unsupported parameter: 'max_tokens'. Use 'max_output_tokens' instead.",
                "max_tokens",
                "unsupported_parameter"));
      }
      if (body.path("model").asText().matches("(gpt-[5-9]|o[0-9]).*")) {
        return Optional.of(
            ApiError.invalid(
                "Unsupported parameter: 'max_tokens' is not supported with this model."
                    + " Use 'max_completion_tokens' instead.",
                "max_tokens",
                "unsupported_parameter"));
      }
    }
    JsonNode max = body.path(endpoint.tokensMax());
    if (max.isMissingNode() || max.isNull()) {
      return Optional.empty();
    }
    if (!max.canConvertToInt() || !max.isIntegralNumber()) {
      return Optional.of(ApiError.wrongType(endpoint.tokensMax(), "an integer"));
    }
    return max.intValue() >= 1
        ? Optional.empty()
        : Optional.of(
            ApiError.invalid(
                "Invalid '" + endpoint.tokensMax() + "': integer below minimum value.",
                endpoint.tokensMax(),
                "integer_below_min_value"));
  }

  /// The API refuses JSON mode without the word in the prompt, because a model might then write
  /// blanks for ever.
  private Optional<ApiError> jsonWordError() {
    boolean said =
        messages.stream().anyMatch(m -> m.text().toLowerCase(Locale.ROOT).contains("json"));
    if (said
        || !(ResponseFormatCheck.read(endpoint, formatNode())
            instanceof ResponseFormat.JsonObject)) {
      return Optional.empty();
    }
    return Optional.of(
        ApiError.invalid(
            "'%s' must contain the word 'json' in some form, to use '%s' of type 'json_object'."
                .formatted(endpoint.input(), endpoint.format()),
            endpoint.input(),
            null));
  }

  private AskedRequest request() {
    int tokensMax = body.path(endpoint.tokensMax()).asInt(body.path("max_tokens").asInt(0));
    return new AskedRequest(
        endpoint,
        body.path("model").textValue(),
        messages,
        ResponseFormatCheck.read(endpoint, formatNode()),
        tokensMax,
        body.path("stream").asBoolean(false),
        body.at("/stream_options/include_usage").asBoolean(false),
        new ArgumentCheck(endpoint, body).usedTier(),
        endpoint == Endpoint.CHAT && body.path("logprobs").asBoolean(false));
  }

  private JsonNode formatNode() {
    return endpoint == Endpoint.CHAT ? body.path("response_format") : body.at("/text/format");
  }

  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asText("");
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText("")));
    return text.toString();
  }
}
