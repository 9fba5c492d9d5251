package dev.classify.outcome;

import dev.classify.indicator.ContentHash;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything besides the indicator itself that can change an answer.
///
/// @param provider `rules`, `openai` or `cascade`
/// @param models names of the models that may answer, empty for the rules
/// @param taxonomy version of the scheme
/// @param rules version of the rules
/// @param prompt version of the prompt; null if no model is asked
public record AnswerVersion(
    String provider, List<String> models, String taxonomy, String rules, @Nullable String prompt) {

  public AnswerVersion {
    models = List.copyOf(models);
  }

  /// Whether a model may be asked.
  public boolean asksModels() {
    return prompt != null;
  }

  /// A short hash: two workers with the same id give the same answers.
  public String id() {
    String parts = String.join("\n", provider, String.join(",", models), taxonomy, rules);
    // A new prompt must not invalidate answers of the rules.
    String all = prompt == null ? parts : parts + "\n" + prompt;
    byte[] hash = ContentHash.sha256().digest(all.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }
}
