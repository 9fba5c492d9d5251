package dev.classify.outcome;

import dev.classify.indicator.ContentHash;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/// Everything that can change an answer besides the indicator itself.
///
/// @param provider `rules`, or who else answers
/// @param models names of the models that may answer, empty for the rules
/// @param taxonomy version of the scheme
/// @param rules version of the rules
public record AnswerVersion(String provider, List<String> models, String taxonomy, String rules) {

  public AnswerVersion {
    models = List.copyOf(models);
  }

  /// A short hash: two workers with the same id give the same answers.
  public String id() {
    String parts = String.join("\n", provider, String.join(",", models), taxonomy, rules);
    byte[] hash = ContentHash.sha256().digest(parts.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }
}
