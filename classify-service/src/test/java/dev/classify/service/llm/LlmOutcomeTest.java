package dev.classify.service.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.budget.Limits;
import dev.classify.llm.Leniency;
import dev.restate.common.Slice;
import dev.restate.serde.Serde;
import dev.restate.serde.jackson.JacksonSerdeFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LlmOutcomeTest {

  static Stream<LlmOutcome> outcomes() {
    ObservedLimits limits = new ObservedLimits(new Limits(600, 90_000L), 1L, 2L, null, 4L);
    SequencedMap<String, ItemAnswer> items = new LinkedHashMap<>();
    items.put(
        "2", new ItemAnswer.Valid(TestRequests.RULES.classify(TestRequests.THREE.getFirst())));
    items.put("1", new ItemAnswer.Faulty(List.of("unit_type is missing")));
    items.put("3", new ItemAnswer.Missing());
    items.put(
        "4",
        new ItemAnswer.Valid(
            TestRequests.RULES.classify(TestRequests.THREE.getFirst()),
            Map.of(),
            Set.of(Leniency.SPELLING)));
    return Stream.of(
        new LlmOutcome.Answered(items, new LlmUsage(4_000, 3_000, 900, 500, "flex"), limits),
        new LlmOutcome.Throttled(1_500, ObservedLimits.NONE, "slow down"),
        new LlmOutcome.QuotaExhausted("empty"),
        new LlmOutcome.Unusable("fix"),
        new LlmOutcome.TooLarge("large"),
        new LlmOutcome.Refused("no", null),
        new LlmOutcome.Malformed("what", LlmUsage.NONE),
        new LlmOutcome.Unavailable("away", 2_000, true),
        new LlmOutcome.Unavailable("refused", 2_000, false),
        new LlmOutcome.WebPage("a page"),
        new LlmOutcome.CutOff(2_852, LlmUsage.NONE),
        new LlmOutcome.TimedOut(),
        new LlmOutcome.WaitedTooLong("m has failed"));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void theJournalKeepsEveryOutcome(LlmOutcome outcome) {
    Serde<LlmOutcome> serde = JacksonSerdeFactory.DEFAULT.create(LlmOutcome.class);

    Slice written = serde.serialize(outcome);

    assertThat(serde.deserialize(written)).isEqualTo(outcome);
    if (outcome instanceof LlmOutcome.Answered) {
      assertThat(((LlmOutcome.Answered) serde.deserialize(written)).items().keySet())
          .containsExactly("2", "1", "3", "4");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"kind":"unavailable","reason":"HTTP 500","pauseMillis":1000} | unavailable
          {"kind":"throttled","retryAfterMillis":1000,"limits":{"limits":{}}} | throttled
          """)
  void aJournalFromBeforeIsRead(String written, String word) {
    LlmOutcome outcome =
        JacksonSerdeFactory.DEFAULT
            .create(LlmOutcome.class)
            .deserialize(Slice.wrap(written.getBytes(StandardCharsets.UTF_8)));

    assertThat(outcome.word()).isEqualTo(word);
    assertThat(outcome.detail()).isNotEmpty();
    if (outcome instanceof LlmOutcome.Unavailable) {
      assertThat(outcome.usage()).as("it may have been billed").isNull();
    }
  }

  @Test
  void onlyWhatMayBeBilledHasAnUnknownCost() {
    LlmOutcome.Unavailable free = new LlmOutcome.Unavailable("no such host", 0, false);
    assertThat(free.usage()).isEqualTo(LlmUsage.NONE);
    assertThat(free.billed().usage()).isNull();
  }

  /// Workers of two builds read each other's replies during an update.
  @Test
  void earlierBuildReadsWhatIsWrittenOfAnUnavailableServerAndOfUsageWithoutCacheWrites()
      throws Exception {
    JsonMapper json = new JsonMapper();
    assertThat(json.writeValueAsString(new LlmOutcome.Unavailable("down", 5, false)))
        .isEqualTo(
            "{\"kind\":\"unavailable\",\"reason\":\"down\",\"pauseMillis\":5,\"delivered\":false}");
    String earlier =
        "{\"promptTokens\":9,\"cachedTokens\":4,\"completionTokens\":2,\"serviceTier\":null}";
    LlmUsage usage = new LlmUsage(9, 4, 0, 2, null);
    assertThat(json.writeValueAsString(usage)).isEqualTo(earlier);
    assertThat(json.readValue(earlier, LlmUsage.class)).isEqualTo(usage);
  }

  @Test
  void theReasonOfAFailureIsOneShortLine() {
    assertThat(new LlmOutcome.Refused("no\n\u0000way", null).detail()).isEqualTo("no way");
    assertThat(new LlmOutcome.TooLarge("\ud83d\ude00".repeat(300)).detail())
        .hasSize(LlmOutcome.DETAIL_CHARACTERS);
    assertThat(new LlmOutcome.TooLarge("a" + "\ud83d\ude00".repeat(300)).detail())
        .hasSize(LlmOutcome.DETAIL_CHARACTERS - 1);
    SequencedMap<String, ItemAnswer> items = new LinkedHashMap<>();
    items.put("1", new ItemAnswer.Faulty(List.of("unit_type is missing")));
    items.put("2", new ItemAnswer.Missing());
    items.put(
        "3",
        new ItemAnswer.Valid(
            TestRequests.RULES.classify(TestRequests.THREE.getFirst()),
            Map.of(),
            Set.of(Leniency.SPELLING, Leniency.OTHER_FORM)));
    assertThat(new LlmOutcome.Answered(items, null, ObservedLimits.NONE).detail())
        .isEqualTo(
            "2 of 3 not answered: unit_type is missing; read leniently: other-form 1, spelling 1");
  }

  /// A limit of answer tokens, what was used of it, and the limit to ask again with.
  @ParameterizedTest
  @CsvSource({"352,352,8192", "2852,2852,11408", "2852,9000,36000", "20000,20000,65536"})
  void anAnswerThatThinkingUsedUpGetsMoreRoom(long max, long used, long raised) {
    assertThat(
            new LlmOutcome.CutOff(max, new LlmUsage(10, 0, 0, used, null)).raisedAnswerTokensMax())
        .hasValue(raised);
  }

  @Test
  void roomForAnAnswerIsBounded() {
    assertThat(new LlmOutcome.CutOff(65_536, null).raisedAnswerTokensMax()).isEmpty();
  }
}
