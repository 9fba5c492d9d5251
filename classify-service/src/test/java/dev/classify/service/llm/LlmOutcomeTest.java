package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.budget.Limits;
import dev.restate.common.Slice;
import dev.restate.serde.Serde;
import dev.restate.serde.jackson.JacksonSerdeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LlmOutcomeTest {

  static Stream<LlmOutcome> outcomes() {
    ObservedLimits limits = new ObservedLimits(new Limits(600, 90_000L), 1L, 2L, null, 4L);
    SequencedMap<String, ItemAnswer> items = new LinkedHashMap<>();
    items.put(
        "2", new ItemAnswer.Valid(TestRequests.RULES.classify(TestRequests.THREE.getFirst())));
    items.put("1", new ItemAnswer.Faulty(List.of("unit_type is missing")));
    items.put("3", new ItemAnswer.Missing());
    return Stream.of(
        new LlmOutcome.Answered(items, new LlmUsage(4_000, 3_000, 500, "flex"), limits),
        new LlmOutcome.Throttled(1_500, ObservedLimits.NONE),
        new LlmOutcome.QuotaExhausted("empty"),
        new LlmOutcome.Unusable("fix"),
        new LlmOutcome.TooLarge("large"),
        new LlmOutcome.Refused("no", null),
        new LlmOutcome.Malformed("what", LlmUsage.NONE),
        new LlmOutcome.Unavailable("away", 2_000),
        new LlmOutcome.TimedOut(),
        new LlmOutcome.Interrupted());
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void theJournalKeepsEveryOutcome(LlmOutcome outcome) {
    Serde<LlmOutcome> serde = JacksonSerdeFactory.DEFAULT.create(LlmOutcome.class);

    Slice written = serde.serialize(outcome);

    assertThat(serde.deserialize(written)).isEqualTo(outcome);
    if (outcome instanceof LlmOutcome.Answered) {
      assertThat(((LlmOutcome.Answered) serde.deserialize(written)).items().keySet())
          .containsExactly("2", "1", "3");
    }
  }
}
