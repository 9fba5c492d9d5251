package dev.classify.service.llm;

import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the part of the API that a server refuses to support, in whatever words it does.
///
/// @param used the capabilities that the request relied on
/// @param mayBlameFormat whether the answer format is to blame for a refusal that names nothing;
///     not if the server has answered in that format before
record FeatureRefusal(LlmSettings settings, ServerCapabilities used, boolean mayBlameFormat) {

  private static final Pattern FORMAT =
      Pattern.compile(
          "response_?format|json_?schema|json_object|json mode|structured.?output|guided|guidance"
              + "|grammar|schema|too many states|unknown name|jsonformatter|response_?mime",
          Pattern.CASE_INSENSITIVE);

  /// The server knows schemas, but not everything in this one.
  private static final Pattern KEYWORD =
      Pattern.compile(
          "features? not supported|keyword|pattern|(min|max)(imum|length|items)|not permitted"
              + "|too many states|too complex|repetition|grammar",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern LOGPROBS =
      Pattern.compile("log_?probs|log probabilities", Pattern.CASE_INSENSITIVE);

  /// OpenAI, Groq and Mistral name the parameter; Ollama, Gemini and OpenRouter what they make of
  /// it.
  private static final Pattern EFFORT =
      Pattern.compile(
          "reasoning.?(effort|value|is)|think(ing)?.?(value|level|budget|mode|config)"
              + "|(disable|without) (thinking|reasoning)|does not support (thinking|reasoning)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TEMPERATURE =
      Pattern.compile("\\btemperature\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern SYSTEM_ROLE =
      Pattern.compile(
          "system (role|message|prompt|instruction)|developer (role|message|instruction)"
              + "|roles? must alternate|(role|message).{0,20}[\"'`]?system[\"'`]?"
              + "|[\"'`]system[\"'`] (role|is not)",
          Pattern.CASE_INSENSITIVE);

  /// How servers say that they do not know a parameter, as opposed to one of its values.
  private static final Pattern NOT_KNOWN =
      Pattern.compile(
          "unknown|unrecogni[sz]ed|unsupported|unexpected|not"
              + " (supported|permitted|allowed|known)|extra_forbidden|extra inputs|no such",
          Pattern.CASE_INSENSITIVE);

  private static final String BOUND = "max_completion_tokens";

  /// The capabilities without the one that the server refused; empty where it refused something
  /// else.
  Optional<ServerCapabilities> reduced(ServerError error) {
    String said = error.everything();
    return switch (error.status()) {
      // OpenAI forbids logprobs of models that reason, as if it were for the key.
      case 403 -> namesLogprobs(error) ? withoutLogprobs() : Optional.empty();
      // A grammar that a server fails to build is no request that it understands.
      case 500 -> byFormat(said);
      case 400, 404, 422, 501 -> reduced(error, said);
      default -> Optional.empty();
    };
  }

  /// Whether the server complains of logprobs, which were asked for.
  boolean namesLogprobs(ServerError error) {
    return used.has(Feature.LOGPROBS) && LOGPROBS.matcher(error.everything()).find();
  }

  private Optional<ServerCapabilities> reduced(ServerError error, String said) {
    if (namesLogprobs(error)) {
      return withoutLogprobs();
    }
    if (said.contains(BOUND) && NOT_KNOWN.matcher(said).find()) {
      return without(Feature.MAX_COMPLETION_TOKENS);
    }
    // In a message about another parameter these words hardly stand.
    if (used.has(Feature.CACHE_KEY) && said.contains(Feature.CACHE_KEY.shown())) {
      return without(Feature.CACHE_KEY);
    }
    if (used.has(Feature.TEMPERATURE) && TEMPERATURE.matcher(said).find()) {
      return without(Feature.TEMPERATURE);
    }
    if (used.has(Feature.EFFORT) && EFFORT.matcher(said).find()) {
      return without(Feature.EFFORT);
    }
    if (used.has(Feature.SYSTEM_ROLE) && SYSTEM_ROLE.matcher(said).find()) {
      return without(Feature.SYSTEM_ROLE);
    }
    return error.status() == 404 ? Optional.empty() : byFormat(said);
  }

  private Optional<ServerCapabilities> without(Feature feature) {
    return used.has(feature) ? Optional.of(used.without(feature)) : Optional.empty();
  }

  private Optional<ServerCapabilities> byFormat(String said) {
    if (used.responseFormat() == ResponseFormat.TEXT || !FORMAT.matcher(said).find()) {
      return Optional.empty();
    }
    return Optional.of(
        used.withFormat(used.responseFormat().simpler(KEYWORD.matcher(said).find())));
  }

  /// For a refusal that nothing else explains.
  Optional<ServerCapabilities> unexplained() {
    return mayBlameFormat && used.responseFormat() != ResponseFormat.TEXT
        ? Optional.of(used.withFormat(used.responseFormat().simpler(false)))
        : Optional.empty();
  }

  /// With OPENAI_LOGPROBS=on the user has to learn that there are none.
  private Optional<ServerCapabilities> withoutLogprobs() {
    return settings.logprobs() == LogprobsSetting.ON ? Optional.empty() : without(Feature.LOGPROBS);
  }
}
