package dev.classify.service.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the tokens that a server reports with an answer.
final class UsageReader {

  /// Read from the cache: as OpenAI names it, as Anthropic does behind a gateway, and DeepSeek.
  private static final List<String> CACHED =
      List.of(
          "/prompt_tokens_details/cached_tokens",
          "/cache_read_input_tokens",
          "/prompt_cache_hit_tokens");

  /// Written to the cache: as OpenAI and OpenRouter name it, then LiteLLM, then Anthropic.
  private static final List<String> CACHE_WRITES =
      List.of(
          "/prompt_tokens_details/cache_write_tokens",
          "/prompt_tokens_details/cache_creation_tokens",
          "/prompt_tokens_details/cache_creation_input_tokens",
          "/cache_creation_input_tokens");

  private UsageReader() {}

  /// The tokens of a completion; null where the server does not report them.
  static @Nullable LlmUsage read(JsonNode completion) {
    JsonNode usage = completion.path("usage");
    if (!usage.path("prompt_tokens").isNumber()) {
      return null;
    }
    long prompt = tokens(usage.path("prompt_tokens"));
    long cached = first(usage, CACHED);
    long written = first(usage, CACHE_WRITES);
    // Some gateways count as Anthropic does, where the prompt is only what is neither.
    boolean apart = cached + written > prompt;
    return new LlmUsage(
        apart ? prompt + cached + written : prompt,
        cached,
        written,
        tokens(usage.path("completion_tokens")),
        completion.path("service_tier").textValue());
  }

  /// The first of several names that has a count; 0 where none has.
  private static long first(JsonNode usage, List<String> names) {
    return names.stream()
        .mapToLong(name -> tokens(usage.at(name)))
        .filter(tokens -> tokens > 0)
        .findFirst()
        .orElse(0);
  }

  private static long tokens(JsonNode count) {
    return Math.max(0, count.asLong(0));
  }
}
