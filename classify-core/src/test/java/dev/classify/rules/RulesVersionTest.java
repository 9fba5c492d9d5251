package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.attributes.SdmxCodes;
import dev.classify.indicator.ContentHash;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.FieldDecision;
import dev.classify.taxonomy.AnswerField;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Stored answers are reused while the version of the rules is the same, so answers must not change
/// under one version. The version covers the content of the tables, but not the code.
class RulesVersionTest {

  /// The version whose answers are pinned, and the hash of its answers to samples/indicators.csv.
  private static final String VERSION = "bcd5838d092d22b8";

  private static final String ANSWERS = "1f52c4722c16e8b1";

  @Test
  void answersChangeOnlyTogetherWithTheVersionOfTheRules() {
    RulesClassifier rules = ShippedRules.CLASSIFIER;
    String version = rules.version().rules();
    String answers = hashOfAnswers(rules);
    if (version.equals(VERSION)) {
      assertThat(answers)
          .as(
              "The rules answer samples/indicators.csv differently under the same version, so "
                  + "stored answers would be kept. fix: raise RulesVersion.CODE_REVISION, run this "
                  + "test again, and set VERSION and ANSWERS here to what it prints")
          .isEqualTo(ANSWERS);
    }
    assertThat(version + " " + answers)
        .as(
            "The version of the rules has changed. fix: set VERSION = \"%s\" and ANSWERS = \"%s\""
                + " here",
            version, answers)
        .isEqualTo(VERSION + " " + ANSWERS);
  }

  private static String hashOfAnswers(RulesClassifier rules) {
    MessageDigest digest = ContentHash.sha256();
    for (Indicator indicator :
        new IndicatorFile(Path.of("..", "samples", "indicators.csv")).rows().values()) {
      digest.update(written(indicator.id(), rules.decide(indicator)));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static byte[] written(String id, DecidedAnswer decided) {
    StringBuilder text = new StringBuilder(id);
    for (AnswerField field : AnswerField.values()) {
      FieldDecision decision = decided.fields().of(field).orElseThrow();
      text.append('\n')
          .append(field.written(decided.answer()))
          .append(' ')
          .append(decision.by().token())
          .append(rounded(decision.confidence()));
    }
    decided
        .attributes()
        .values()
        .forEach((attribute, value) -> text.append(attribute.column()).append(value.value()));
    text.append(SdmxCodes.of(decided.answer(), decided.attributes()));
    text.append(rounded(decided.answer().confidence())).append(decided.answer().reasoning());
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /// The last digits of a logarithm may differ between processors.
  private static String rounded(double confidence) {
    return String.format(Locale.ROOT, " %.6f\n", confidence);
  }
}
