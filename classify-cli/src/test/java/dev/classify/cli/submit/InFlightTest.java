package dev.classify.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.api.AnswerSettings;
import dev.classify.budget.Limits;
import dev.classify.outcome.Provider;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InFlightTest {

  @Test
  void slowModelHasAsManyMoreBatchesUnderWayAsItTakesLonger() {
    InFlight thousand = InFlight.of(wish(null), new Limits(1_000, null));

    assertThat(thousand.at(InFlight.ANSWER)).isEqualTo(40);
    assertThat(thousand.at(Duration.ofSeconds(55))).isEqualTo(200);
    assertThat(thousand.at(Duration.ofHours(1))).isEqualTo(InFlight.MOST);
  }

  @Test
  void userOrAMissingBudgetFixesTheNumber() {
    assertThat(InFlight.of(wish(7), new Limits(1_000, null)).at(Duration.ofMinutes(5)))
        .isEqualTo(7);
    assertThat(InFlight.of(wish(null), Limits.NONE).at(Duration.ofMinutes(5)))
        .isEqualTo(InFlight.LEAST);
  }

  private static RunWish wish(@Nullable Integer inFlightMax) {
    AnswerSettings ten =
        new AnswerSettings(Provider.OPENAI, AnswerSettings.ROWS_PER_REQUEST, Limits.NONE);
    return new RunWish(null, false, false, inFlightMax, ten, 0);
  }
}
