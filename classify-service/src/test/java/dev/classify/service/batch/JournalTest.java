package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.budget.Limits;
import dev.classify.llm.Example;
import dev.classify.llm.Examples;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.ConfidenceCalibration;
import dev.classify.outcome.ConfidenceKind;
import dev.classify.rules.RulesClassifier;
import dev.classify.service.llm.ItemAnswer;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.LlmUsage;
import dev.classify.service.llm.ObservedLimits;
import dev.classify.store.jobs.Tally;
import dev.classify.store.outcomes.OutcomeStore;
import dev.classify.store.outcomes.StoredAnswer;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.SeriesAttribute;
import dev.restate.common.Slice;
import dev.restate.serde.jackson.JacksonSerdes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Journal entries and kept replies are read back unchanged, because a later try decides by them.
class JournalTest {

  private static final AnswerVersion VERSION =
      new AnswerVersion("openai", List.of("first"), "1", "2", "3");

  @ParameterizedTest
  @MethodSource("replies")
  void keptReplyIsReadAsItWasWritten(LlmOutcome reply) {
    var serde = JacksonSerdes.of(LlmOutcome.class);
    assertThat(serde.deserialize(serde.serialize(reply))).isEqualTo(reply);
  }

  static Stream<LlmOutcome> replies() {
    SequencedMap<String, ItemAnswer> items = new LinkedHashMap<>();
    items.put("1", new ItemAnswer.Valid(TestContents.answer(0.9)));
    items.put(
        "4", new ItemAnswer.Valid(TestContents.answer(0.8), Map.of(AnswerField.UNIT_TYPE, 0.75)));
    items.put(
        "5",
        new ItemAnswer.Valid(
            TestContents.answer(0.8),
            Map.of(),
            Set.of(),
            Map.of(SeriesAttribute.REFERENCE_AREA, "JP")));
    items.put("2", new ItemAnswer.Faulty(List.of("scale is missing")));
    items.put("3", new ItemAnswer.Missing());
    ObservedLimits limits = new ObservedLimits(new Limits(500, 30_000L), 3L, 4L, 5L, null);
    return Stream.of(
        new LlmOutcome.Answered(items, new LlmUsage(100, 50, 10, 20, "flex"), limits),
        new LlmOutcome.Malformed("no JSON", null),
        new LlmOutcome.Refused("not this", LlmUsage.NONE),
        new LlmOutcome.TooLarge("fewer"),
        new LlmOutcome.TimedOut(),
        new LlmOutcome.WaitedTooLong("m has failed for 301 s"));
  }

  @ParameterizedTest
  @MethodSource("starts")
  void startOfABatchIsReadAsItWasWritten(BatchStart start) {
    var serde = JacksonSerdes.of(BatchStart.class);
    assertThat(serde.deserialize(serde.serialize(start))).isEqualTo(start);
  }

  static Stream<BatchStart> starts() {
    return Stream.of(
        new BatchStart(
            new ModelNames("account", "first", null), VERSION, null, Map.of(), Examples.NONE, null),
        new BatchStart(
            new ModelNames("account", "first", "review"),
            VERSION,
            new OutcomeStore.StoredBatch("run", new Tally(1, 2, 3)),
            Map.of(
                "hash",
                new StoredAnswer(
                    new RulesClassifier(TestContents.TABLES).decide(TestContents.INDICATOR),
                    "model")),
            new Examples(List.of(Example.of(TestContents.INDICATOR, TestContents.answer(0.9)))),
            new ConfidenceCalibration(
                3,
                List.of(
                    new ConfidenceCalibration.Curve(
                        "first",
                        ConfidenceKind.LOGPROB,
                        200,
                        List.of(
                            new ConfidenceCalibration.Step(0.1, 0.4),
                            new ConfidenceCalibration.Step(0.9, 0.95)))))));
  }

  /// A worker of the next release reads what one of this release has written.
  @Test
  void entriesOfAnEarlierReleaseAreRead() throws IOException {
    assertThat(lines("replies.jsonl"))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(JacksonSerdes.of(LlmOutcome.class).deserialize(Slice.wrap(line)))
                    .isNotNull());
    assertThat(lines("batch-starts.jsonl"))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(
                        JacksonSerdes.of(BatchStart.class)
                            .deserialize(Slice.wrap(line))
                            .modelNames()
                            .first())
                    .isNotEmpty());
  }

  /// An earlier release did not write a field that was added since. [Classification] must read it
  /// as a value all the same, because the answer is stored.
  @Test
  void answersOfAnEarlierReleaseHaveAValueForEveryField() throws IOException {
    List<Classification> answers = new ArrayList<>();
    for (String line : lines("replies.jsonl")) {
      if (JacksonSerdes.of(LlmOutcome.class).deserialize(Slice.wrap(line))
          instanceof LlmOutcome.Answered answered) {
        for (ItemAnswer item : answered.items().values()) {
          if (item instanceof ItemAnswer.Valid valid) {
            answers.add(valid.classification());
          }
        }
      }
    }
    assertThat(answers).isNotEmpty();
    for (Classification answer : answers) {
      assertThat(Classification.of(answer.tokens(), answer.confidence(), answer.reasoning()))
          .isEqualTo(answer);
    }
  }

  private List<String> lines(String file) throws IOException {
    try (InputStream lines = Objects.requireNonNull(getClass().getResourceAsStream(file))) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
