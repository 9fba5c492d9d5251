package dev.classify.llm;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// OpenAI models that reason before they answer by default, under the names that providers and
/// gateways give them: `gpt-5-mini`, `openai/gpt-5-mini`, `ft:o4-mini:acme::id`, `gpt-oss:20b`.
public final class ReasoningModels {

  /// Azure calls GPT-3.5 `gpt-35-turbo`, which does not reason.
  private static final Pattern NAMES =
      Pattern.compile(
          "([^:]*/)?(openai\\.)?(ft:)?(o[0-9]|gpt-(oss|[5-9]|[12][0-9])).*",
          Pattern.CASE_INSENSITIVE);

  /// The effort with which a model does not reason.
  private static final String NO_EFFORT = "none";

  /// It reasons by default, but is made for short tasks: without, its tokens can be estimated in
  /// advance, and OpenAI returns token probabilities.
  private static final Pattern WITHOUT_EFFORT =
      Pattern.compile("gpt-6-luna(-\\d{4}-\\d{2}-\\d{2})?");

  private ReasoningModels() {}

  public static boolean include(String model) {
    return NAMES.matcher(model).matches();
  }

  /// The reasoning effort of requests to a model.
  ///
  /// @param setting what the user chose; null for nothing
  /// @return null for the default of the model
  public static @Nullable String effort(String model, @Nullable String setting) {
    return setting == null && WITHOUT_EFFORT.matcher(model).matches() ? NO_EFFORT : setting;
  }

  /// Whether a model reasons when it is asked with an effort.
  ///
  /// @param effort null for the default of the model
  public static boolean reasons(String model, @Nullable String effort) {
    return effort == null ? include(model) : !effort.equals(NO_EFFORT);
  }
}
