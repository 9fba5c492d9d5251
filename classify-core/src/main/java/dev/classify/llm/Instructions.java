package dev.classify.llm;

import dev.classify.indicator.ContentHash;
import dev.classify.resource.Resource;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.ConsistencyTables;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// The system message: the scheme, and how to answer. It is byte-identical in every request, so
/// that providers can cache it, and never contains anything from an indicator.
public final class Instructions {

  /// Raise it when a question or the examples are written differently; `QuestionRevisionTest`
  /// checks that. Empty for the first revision, which was not numbered.
  static final String QUESTION_REVISION = "";

  private static final String FILE = "/dev/classify/llm/instructions.md";

  public static final String TEXT = text();

  /// Identifies the prompt: a hash of instructions, schema and the revision of questions.
  public static final String VERSION = version();

  private Instructions() {}

  private static String text() {
    return new String(Resource.bytes(FILE), StandardCharsets.UTF_8)
        .strip()
        .replace("{{keys}}", keys())
        .replace("{{families}}", list(ConsistencyTables.families()))
        .replace("{{units}}", list(ConsistencyTables.units()))
        .replace("{{times}}", list(ConsistencyTables.times()));
  }

  private static String version() {
    String prompt = TEXT + "\n" + AnswerSchema.bounded() + QUESTION_REVISION;
    byte[] hash = ContentHash.sha256().digest(prompt.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }

  private static String keys() {
    return list(
        Arrays.stream(AnswerField.values())
            .map(
                field ->
                    "\"%s\": %s"
                        .formatted(
                            field.column(),
                            field.tokens().isEmpty()
                                ? "an ISO 4217 code or null"
                                : "one of " + String.join(", ", field.tokens())))
            .toList());
  }

  private static String list(List<String> lines) {
    return lines.stream().map(line -> "- " + line).collect(Collectors.joining("\n"));
  }
}
