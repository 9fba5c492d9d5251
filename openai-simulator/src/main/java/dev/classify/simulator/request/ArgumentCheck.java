package dev.classify.simulator.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.model.KnownModel;
import dev.classify.model.ModelTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks the names of the arguments of a request, and those values that depend on its model. What
/// a model takes stands in `models.csv`; a model that is not listed takes everything that the API
/// knows.
///
/// The messages are those of api.openai.com as of November 2026, from error reports in public
/// repositories: each method names one.
final class ArgumentCheck {

  /// A large constant table.
  private static final ModelTable MODELS = ModelTable.standard();

  // The names are those of openai-java 4.100.0.
  private static final Set<String> CHAT =
      Set.of(
          ("audio frequency_penalty function_call functions logit_bias logprobs"
                  + " max_completion_tokens max_tokens messages metadata modalities model"
                  + " moderation n parallel_tool_calls prediction presence_penalty"
                  + " prompt_cache_key prompt_cache_options prompt_cache_retention"
                  + " reasoning_effort response_format safety_identifier seed service_tier stop"
                  + " store stream stream_options temperature tool_choice tools top_logprobs top_p"
                  + " user verbosity web_search_options")
              .split(" "));
  private static final Set<String> RESPONSES =
      Set.of(
          ("access_programs background context_management conversation image include input"
                  + " instructions max_output_tokens max_tokens max_tool_calls metadata model"
                  + " moderation parallel_tool_calls previous_response_id prompt prompt_cache_key"
                  + " prompt_cache_options prompt_cache_retention reasoning safety_identifier"
                  + " service_tier store stream stream_options temperature text tool_choice tools"
                  + " top_logprobs top_p truncation user")
              .split(" "));
  private static final List<String> TIERS = List.of("auto", "default", "flex", "scale", "priority");
  private static final String FLEX = "flex";
  private static final String PRIORITY = "priority";

  /// How `models.csv` calls the tier `priority`.
  private static final String FAST = "fast";

  private final Endpoint endpoint;
  private final JsonNode body;
  private final Optional<KnownModel> model;

  ArgumentCheck(Endpoint endpoint, JsonNode body) {
    this(endpoint, body, MODELS);
  }

  ArgumentCheck(Endpoint endpoint, JsonNode body, ModelTable models) {
    this.endpoint = endpoint;
    this.body = body;
    this.model = models.find(body.path("model").asText());
  }

  Optional<ApiError> error() {
    return unknownArgument()
        .or(this::effortError)
        .or(this::temperatureError)
        .or(this::logprobsError)
        .or(this::tierError);
  }

  /// The tier that the answer reports: the one asked for, unless the model is not offered at it.
  /// `auto` is the default of a project without another one. A model without a faster tier answers
  /// at the usual one, as a comment in an example of github.com/64bit/async-openai reports.
  String usedTier() {
    String asked = body.path("service_tier").asText("auto");
    boolean slower = asked.equals(PRIORITY) && lacks(FAST);
    return asked.equals("auto") || asked.equals("null") || slower ? "default" : asked;
  }

  /// Models before GPT-5 have words of their own: github.com/nashsu/llm_wiki/issues/336.
  private Optional<ApiError> unknownArgument() {
    Set<String> known = endpoint == Endpoint.CHAT ? CHAT : RESPONSES;
    for (Map.Entry<String, JsonNode> entry : body.properties()) {
      if (!known.contains(entry.getKey())) {
        return Optional.of(unknown(entry.getKey()));
      }
    }
    return Optional.empty();
  }

  private ApiError unknown(String name) {
    boolean before = model.isPresent() && model.get().efforts().isEmpty();
    return endpoint == Endpoint.CHAT && before
        ? ApiError.unrecognizedArgument(name)
        : ApiError.unknownParameter(name);
  }

  /// A model that never reasons does not know the argument at all:
  /// github.com/davidmigloz/langchain_dart/issues/712.
  private Optional<ApiError> effortError() {
    String param = endpoint == Endpoint.CHAT ? "reasoning_effort" : "reasoning.effort";
    JsonNode effort = effort();
    if (model.isEmpty() || effort.isMissingNode() || effort.isNull()) {
      return Optional.empty();
    }
    List<String> known = model.get().efforts();
    if (known.isEmpty()) {
      return Optional.of(
          endpoint == Endpoint.CHAT
              ? ApiError.unrecognizedArgument(param)
              : ApiError.unsupportedParameter(param));
    }
    return known.contains(effort.asText())
        ? Optional.empty()
        : Optional.of(
            ApiError.unsupportedValue(
                param, effort.asText(), "Supported values are: " + ApiError.quoted(known) + "."));
  }

  /// Every model takes 1: github.com/johny-b/llmcomp/issues/69.
  private Optional<ApiError> temperatureError() {
    JsonNode temperature = body.path("temperature");
    boolean taken =
        !temperature.isNumber()
            || temperature.doubleValue() == 1
            || model.isEmpty()
            || model.get().temperature().holds(reasons(model.get()));
    return taken
        ? Optional.empty()
        : Optional.of(
            ApiError.unsupportedValue(
                "temperature", temperature.asText(), "Only the default (1) value is supported."));
  }

  private Optional<ApiError> logprobsError() {
    boolean asked = body.path("logprobs").asBoolean(false) || body.hasNonNull("top_logprobs");
    return asked && model.isPresent() && !model.get().logprobs().holds(reasons(model.get()))
        ? Optional.of(
            ApiError.unsupportedParameter(body.has("logprobs") ? "logprobs" : "top_logprobs"))
        : Optional.empty();
  }

  /// A model that is not offered in flex refuses it, as a test of
  /// github.com/UKGovernmentBEIS/inspect_ai expects of gpt-4o.
  private Optional<ApiError> tierError() {
    JsonNode tier = body.path("service_tier");
    if (tier.isMissingNode() || tier.isNull()) {
      return Optional.empty();
    }
    if (!TIERS.contains(tier.asText())) {
      return Optional.of(ApiError.invalidValue("service_tier", tier.asText(), TIERS));
    }
    return tier.asText().equals(FLEX) && lacks(FLEX)
        ? Optional.of(ApiError.invalidTier())
        : Optional.empty();
  }

  /// Whether the table has the model's prices, but none for this tier.
  private boolean lacks(String tier) {
    return model.isPresent()
        && model.get().price() != null
        && !model.get().tiers().containsKey(tier);
  }

  private boolean reasons(KnownModel known) {
    JsonNode effort = effort();
    return known.reasons(effort.isTextual() ? effort.textValue() : null);
  }

  private JsonNode effort() {
    return endpoint == Endpoint.CHAT ? body.path("reasoning_effort") : body.at("/reasoning/effort");
  }
}
