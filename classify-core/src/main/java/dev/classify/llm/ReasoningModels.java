package dev.classify.llm;

import java.util.regex.Pattern;

/// OpenAI models that reason before they answer by default.
public final class ReasoningModels {

  private static final Pattern NAMES = Pattern.compile("(o[0-9]|gpt-([5-9]|[1-9][0-9])).*");

  private ReasoningModels() {}

  public static boolean include(String model) {
    return NAMES.matcher(model).matches();
  }
}
