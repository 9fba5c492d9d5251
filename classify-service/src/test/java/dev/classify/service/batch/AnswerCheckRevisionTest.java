package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.classify.indicator.CheckedDraft;
import dev.classify.indicator.ContentHash;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorCheck;
import dev.classify.indicator.IndicatorJson;
import dev.classify.outcome.ConfidenceCalibration;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.FieldDecision;
import dev.classify.rules.RulesClassifier;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.triage.Triage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Stored answers of models are reused while their version is the same, and
/// [AnswerCheck#REVISION] is the part of it for everything that follows from what the models say:
/// vote, repair, confidences, review.
class AnswerCheckRevisionTest {

  /// The revision whose results are pinned, and the hash of what it makes of scripted answers to
  /// samples/indicators.csv.
  private static final String REVISION = "vote-2";

  private static final String RESULTS = "eee6dd7be2349274";

  private final Random random = new Random(11);

  @Test
  void resultsOfTheSameAnswersChangeOnlyTogetherWithTheRevision() throws IOException {
    String results = hashOfResults();
    if (AnswerCheck.REVISION.equals(REVISION)) {
      assertThat(results)
          .as(
              "Other results follow from the same answers under the same revision, so stored"
                  + " answers would be kept. fix: if the rules have changed (RulesVersionTest), set"
                  + " RESULTS = \"%1$s\" here; else raise AnswerCheck.REVISION, then set REVISION"
                  + " and RESULTS = \"%1$s\" here",
              results)
          .isEqualTo(RESULTS);
    }
    assertThat(AnswerCheck.REVISION + " " + results)
        .as(
            "AnswerCheck.REVISION has changed. fix: set REVISION = \"%s\" and RESULTS = \"%s\""
                + " here",
            AnswerCheck.REVISION, results)
        .isEqualTo(REVISION + " " + RESULTS);
  }

  private String hashOfResults() throws IOException {
    RulesClassifier rules = new RulesClassifier(TestContents.TABLES);
    List<Indicator> samples = samples();
    List<DecidedAnswer> byRules = samples.stream().map(rules::decide).toList();
    MessageDigest digest = ContentHash.sha256();
    for (int i = 0; i < samples.size(); i++) {
      PendingContent content =
          PendingContent.of(new Triage.Ask("hash " + i, samples.get(i), byRules.get(i)), 10);
      var first = TestContents.said(scripted(byRules, i));
      var second = TestContents.saidInReview(scripted(byRules, i));
      digest.update(
          written(
              new AnswerCheck(false, 10, TestContents.TABLES.repair(), ConfidenceCalibration.NONE)
                  .of(content, first)));
      digest.update(
          written(
              new AnswerCheck(true, 10, TestContents.TABLES.repair(), ConfidenceCalibration.NONE)
                  .of(content, first)));
      PendingContent doubted =
          content.forReview(new PendingContent.DoubtedAnswer(first, List.of("scripted")), 10);
      digest.update(
          written(
              new AnswerCheck(true, 10, TestContents.TABLES.repair(), ConfidenceCalibration.NONE)
                  .of(doubted, second)));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  /// The answer of the rules with up to three fields taken from another row's, as a model might
  /// contradict the rules, itself and the other model.
  private Classification scripted(List<DecidedAnswer> byRules, int row) {
    Map<AnswerField, String> tokens = byRules.get(row).answer().tokens();
    Map<AnswerField, String> others = byRules.get(random.nextInt(byRules.size())).answer().tokens();
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      AnswerField field =
          List.of(AnswerField.values()).get(random.nextInt(AnswerField.values().length));
      tokens.put(field, others.getOrDefault(field, AnswerField.NO_CURRENCY));
    }
    return Classification.of(tokens, random.nextInt(101) / 100.0, "scripted");
  }

  /// Without sentences, which may be worded better under the same revision.
  private static byte[] written(ContentVerdict verdict) {
    String text =
        switch (verdict) {
          case ContentVerdict.Done done -> written(done);
          case ContentVerdict.AskAgain again -> "ask " + again.content().role() + "\n";
          case ContentVerdict.GiveUp _ -> "give up\n";
          case ContentVerdict.ByRules _ -> "by rules\n";
        };
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String written(ContentVerdict.Done done) {
    StringBuilder text = new StringBuilder(done.model());
    for (AnswerField field : AnswerField.values()) {
      FieldDecision decision = done.decided().fields().of(field).orElseThrow();
      text.append(
          String.format(
              Locale.ROOT,
              "\n%s %s %s %.6f",
              field.written(done.decided().answer()),
              decision.by().token(),
              decision.kind().token(),
              decision.confidence()));
    }
    double confidence = done.decided().answer().confidence();
    return text.append(
            String.format(Locale.ROOT, "\n%.6f %d\n", confidence, done.reviewReasons().size()))
        .toString();
  }

  private static List<Indicator> samples() throws IOException {
    List<Indicator> samples = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .maxBufferSize(1 << 24)
            .ofNamedCsvRecord(Path.of("..", "samples", "indicators.csv"))) {
      for (NamedCsvRecord row : reader) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        row.getFieldsAsMap().forEach(json::put);
        if (IndicatorCheck.check(IndicatorJson.draft(json))
            instanceof CheckedDraft.Accepted accepted) {
          samples.add(accepted.indicator());
        }
      }
    }
    return samples;
  }
}
