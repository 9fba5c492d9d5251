package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.budget.Budget;
import dev.classify.budget.GrantRequest;
import dev.classify.budget.Limits;
import dev.classify.budget.RateLimitReport;
import dev.classify.llm.Example;
import dev.classify.llm.Examples;
import dev.classify.outcome.AnswerVersion;
import dev.classify.rules.RulesClassifier;
import dev.classify.service.llm.ItemAnswer;
import dev.classify.service.llm.LlmOutcome;
import dev.classify.service.llm.LlmUsage;
import dev.classify.service.llm.ObservedLimits;
import dev.classify.store.jobs.Tally;
import dev.classify.store.outcomes.OutcomeStore;
import dev.classify.store.outcomes.StoredAnswer;
import dev.classify.taxonomy.AnswerField;
import dev.restate.common.Slice;
import dev.restate.serde.Serde;
import dev.restate.serde.jackson.JacksonSerdes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Journal entries are read back unchanged, because a replay decides by them.
class JournalTest {

  private static final AnswerVersion VERSION =
      new AnswerVersion("openai", List.of("first"), "1", "2", "3");

  @ParameterizedTest
  @MethodSource("results")
  void resultOfAStepIsReadAsItWasWritten(StepResult result) {
    var serde = JacksonSerdes.of(StepResult.class);
    assertThat(serde.deserialize(serde.serialize(result))).isEqualTo(result);
  }

  static Stream<StepResult> results() {
    SequencedMap<String, ItemAnswer> items = new LinkedHashMap<>();
    items.put("1", new ItemAnswer.Valid(TestContents.answer(0.9)));
    items.put(
        "4", new ItemAnswer.Valid(TestContents.answer(0.8), Map.of(AnswerField.UNIT_TYPE, 0.75)));
    items.put("2", new ItemAnswer.Faulty(List.of("scale is missing")));
    items.put("3", new ItemAnswer.Missing());
    ObservedLimits limits = new ObservedLimits(new Limits(500, 30_000L), 3L, 4L, 5L, null);
    return Stream.of(
        new StepResult.Completed(
            new LlmOutcome.Answered(items, new LlmUsage(100, 50, 20, "flex"), limits), -30, 1_000),
        new StepResult.Completed(new LlmOutcome.Throttled(1_500, ObservedLimits.NONE), 0, 1_000),
        new StepResult.Completed(new LlmOutcome.TimedOut(), 0, 1_000),
        new StepResult.TooLate(),
        new StepResult.Held(5),
        new StepResult.NoRoomYet(),
        new StepResult.JobStopped("nothing left to spend"));
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
            new ModelNames("account", "first", null),
            Limits.NONE,
            Set.of(),
            VERSION,
            null,
            Map.of(),
            Examples.NONE,
            Map.of(),
            Map.of()),
        new BatchStart(
            new ModelNames("account", "first", "review"),
            new Limits(500, 30_000L),
            Set.of(ModelRole.REVIEW),
            VERSION,
            new OutcomeStore.StoredBatch("run", new Tally(1, 2, 3)),
            Map.of(
                "hash",
                new StoredAnswer(
                    new RulesClassifier(TestContents.TABLES).decide(TestContents.INDICATOR),
                    "model")),
            new Examples(List.of(Example.of(TestContents.INDICATOR, TestContents.answer(0.9)))),
            Map.of(ModelRole.FIRST, -300L),
            Map.of(
                ModelRole.REVIEW,
                new RateLimitReport(
                    new Limits(500, null),
                    new RateLimitReport.Axis(3L, 200L),
                    RateLimitReport.Axis.UNKNOWN,
                    4))));
  }

  /// A worker of the next release replays what one of this release has begun.
  @ParameterizedTest
  @CsvSource({"step-results.jsonl", "batch-starts.jsonl"})
  void journalOfAnEarlierReleaseIsReadAndWrittenUnchanged(String file) throws IOException {
    Class<?> type = file.startsWith("step") ? StepResult.class : BatchStart.class;
    try (InputStream lines = Objects.requireNonNull(getClass().getResourceAsStream(file))) {
      new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> assertThat(readAndWrite(JacksonSerdes.of(type), line)).isEqualTo(line));
    }
  }

  private static <T> String readAndWrite(Serde<T> serde, String json) {
    return new String(
        serde.serialize(serde.deserialize(Slice.wrap(json))).toByteArray(), StandardCharsets.UTF_8);
  }

  @Test
  void budgetIsReadAsItWasWrittenAlsoByAnEarlierBuild() {
    var serde = JacksonSerdes.of(Budget.class);
    GrantRequest ask =
        new GrantRequest(
            "job",
            new Limits(6, null),
            Limits.NONE,
            List.of(1L, 1L),
            0,
            new RateLimitReport(
                new Limits(500, null),
                new RateLimitReport.Axis(3L, 200L),
                RateLimitReport.Axis.UNKNOWN,
                4),
            null,
            false);
    Budget used = Budget.FRESH.decide(ask, 1_000).next();
    assertThat(serde.deserialize(serde.serialize(used))).isEqualTo(used);

    String earlier =
        """
        {"account": {"requestsDue": 9000, "tokensDue": 0}, "heldUntil": 0, "jobs": {"job":
          {"limits": {"requestsPerMinute": 6}, "cap": {"requestsDue": 9000, "tokensDue": 0},
           "share": {"requestsDue": 0, "tokensDue": 0}, "queueEnd": 3.5, "askedAt": 900}}}
        """;
    Budget read = serde.deserialize(Slice.wrap(earlier));
    assertThat(read.decide(ask, 1_000).response().sendTimesMillis()).isEmpty();
  }
}
