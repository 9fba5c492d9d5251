package dev.classify.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.api.AnswerSettings;
import dev.classify.budget.Limits;
import dev.classify.outcome.Provider;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InFlightLimitTest {

  @Test
  void batchesInFlightGrowWithTheLatencyOfTheModel() {
    InFlightLimit thousand = InFlightLimit.of(settings(null), new Limits(1_000, null));

    assertThat(thousand.batchesFor(InFlightLimit.SLOW_ANSWER)).isEqualTo(32);
    assertThat(thousand.batchesFor(Duration.ofSeconds(58))).isEqualTo(200);
    assertThat(thousand.batchesFor(Duration.ofHours(1))).isEqualTo(InFlightLimit.BATCHES_MAX);
  }

  @Test
  void userOrAMissingBudgetFixesTheNumber() {
    assertThat(
            InFlightLimit.of(settings(7), new Limits(1_000, null))
                .batchesFor(Duration.ofMinutes(5)))
        .isEqualTo(7);
    assertThat(InFlightLimit.of(settings(null), Limits.NONE).batchesFor(Duration.ofMinutes(5)))
        .isEqualTo(InFlightLimit.BATCHES_MIN);
  }

  private static RunSettings settings(@Nullable Integer inFlightMax) {
    AnswerSettings ten =
        new AnswerSettings(Provider.OPENAI, AnswerSettings.ROWS_PER_REQUEST, Limits.NONE);
    return RunSettings.answeredBy(ten).inFlightMax(inFlightMax).build();
  }
}
