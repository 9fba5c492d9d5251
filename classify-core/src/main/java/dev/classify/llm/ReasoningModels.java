package dev.classify.llm;

import java.util.regex.Pattern;

/// OpenAI models that reason before they answer by default, under the names that providers and
/// gateways give them: `gpt-5-mini`, `openai/gpt-5-mini`, `ft:o4-mini:acme::id`, `gpt-oss:20b`.
public final class ReasoningModels {

  /// Azure calls GPT-3.5 `gpt-35-turbo`, which does not reason.
  private static final Pattern NAMES =
      Pattern.compile(
          "([^:]*/)?(openai\\.)?(ft:)?(o[0-9]|gpt-(oss|[5-9]|[12][0-9])).*",
          Pattern.CASE_INSENSITIVE);

  private ReasoningModels() {}

  public static boolean include(String model) {
    return NAMES.matcher(model).matches();
  }
}
