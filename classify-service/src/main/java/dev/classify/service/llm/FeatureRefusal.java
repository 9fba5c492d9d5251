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
          "features? not supported|keyword|pattern|min(imum|length)|max(imum|length)|not permitted"
              + "|too many states|too complex|repetition|grammar",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern LOGPROBS =
      Pattern.compile("log_?probs|log probabilities", Pattern.CASE_INSENSITIVE);

  static final Pattern EFFORT = Pattern.compile("reasoning.?effort", Pattern.CASE_INSENSITIVE);

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
    return used.logprobs() && LOGPROBS.matcher(error.everything()).find();
  }

  private Optional<ServerCapabilities> reduced(ServerError error, String said) {
    if (namesLogprobs(error)) {
      return withoutLogprobs();
    }
    if (said.contains(BOUND) && NOT_KNOWN.matcher(said).find()) {
      return used.maxCompletionTokens()
          ? Optional.of(used.withoutMaxCompletionTokens())
          : Optional.empty();
    }
    // An effort that the user chose has to be named to the user instead.
    if (used.effort() && settings.reasoningEffort() == null && EFFORT.matcher(said).find()) {
      return Optional.of(used.withoutEffort());
    }
    if (used.systemRole() && SYSTEM_ROLE.matcher(said).find()) {
      return Optional.of(used.withoutSystemRole());
    }
    return error.status() == 404 ? Optional.empty() : byFormat(said);
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
    return settings.logprobs() == LogprobsSetting.ON
        ? Optional.empty()
        : Optional.of(used.withoutLogprobs());
  }
}
