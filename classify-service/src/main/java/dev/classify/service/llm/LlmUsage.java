package dev.classify.service.llm;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// The tokens that a request took, as its server counted them.
///
/// @param promptTokens those of the prompt, cached ones and cache writes included
/// @param cachedTokens those of the prompt that cost less because a cache held them
/// @param cacheWriteTokens those of the prompt that were written to the cache, which may cost more;
///     left out of JSON where there are none, as older builds do not know it
/// @param completionTokens those of the answer, hidden reasoning included
/// @param serviceTier what it is billed by; null where the server does not say
public record LlmUsage(
    long promptTokens,
    long cachedTokens,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) long cacheWriteTokens,
    long completionTokens,
    @Nullable String serviceTier) {

  /// Prompt and completion together.
  public long totalTokens() {
    return promptTokens + completionTokens;
  }

  /// A request that was refused before it cost anything.
  public static final LlmUsage NONE = new LlmUsage(0, 0, 0, 0, null);
}
