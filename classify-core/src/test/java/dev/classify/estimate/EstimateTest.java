package dev.classify.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.budget.Limits;
import dev.classify.model.Price;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {

  private static final Price PRICE =
      new Price(new BigDecimal("2"), new BigDecimal("0.5"), null, new BigDecimal("8"));
  private static final UsageProfile HABIT = new UsageProfile(100, 0, Duration.ofSeconds(6), 3);
  private static final RequestLoad LOAD = new RequestLoad(10, 100, 50_000);

  @Test
  void prefixIsCachedInEveryRequestExceptTheFirst() {
    ModelEstimate model = ModelEstimate.of("one", LOAD, HABIT, 2_100, PRICE);

    assertThat(model.tokensCached()).isEqualTo(9 * 2_048);
    assertThat(model.tokensOut()).isEqualTo(10_000);
    assertThat(model.costUncachedUsd()).isEqualByComparingTo("0.18");
    assertThat(model.costUsd()).isEqualByComparingTo("0.152352");
  }

  @Test
  void whatIsNotReadFromTheCacheIsPricedAsWrittenToIt() {
    Price writes = new Price(PRICE.prompt(), PRICE.cached(), new BigDecimal("4"), BigDecimal.ZERO);

    ModelEstimate model = ModelEstimate.of("one", LOAD, HABIT, 2_100, writes);
    assertThat(model.costUncachedUsd()).isEqualByComparingTo("0.2");
    assertThat(model.costUsd()).isEqualByComparingTo("0.135488");
    assertThat(ModelEstimate.of("one", LOAD, HABIT, 1_000, writes).costUsd())
        .as("too short to be cached")
        .isEqualByComparingTo("0.1");
  }

  @Test
  void uncachedPrefixHasTheFullPrice() {
    ModelEstimate model = ModelEstimate.of("one", LOAD, HABIT, 1_000, PRICE);

    assertThat(model.tokensCached()).isZero();
    assertThat(model.costUsd()).isEqualTo(model.costUncachedUsd());
  }

  @Test
  void costIsUnknownIfAModelHasNoPrice() {
    ModelEstimate priced = ModelEstimate.of("one", LOAD, HABIT, 0, PRICE);
    ModelEstimate asked = ModelEstimate.of("two", LOAD, HABIT, 0, null);
    ModelEstimate idle = ModelEstimate.of("two", RequestLoad.NONE, HABIT, 0, null);

    assertThat(estimate(priced, asked).costUsd()).isNull();
    assertThat(estimate(priced, idle).costUsd()).isEqualByComparingTo("0.18");
    assertThat(estimate().costUsd()).isEqualByComparingTo("0");
    assertThat(estimate(priced, asked).requests()).isEqualTo(20);
  }

  @Test
  void tightestLimitDeterminesTheDuration() {
    ModelEstimate model = ModelEstimate.of("one", LOAD, HABIT, 0, PRICE);

    Estimate.ExpectedTime byRequests =
        new RequestRate(new Limits(5, 1_000_000L), 100).of(List.of(model));
    assertThat(byRequests.boundBy()).isEqualTo("requests per minute");
    assertThat(byRequests.minutes()).isBetween(2.0, 2.1);
    Estimate.ExpectedTime byTokens =
        new RequestRate(new Limits(50, 10_000L), 100).of(List.of(model));
    assertThat(byTokens.boundBy()).isEqualTo("tokens per minute");
    assertThat(byTokens.minutes()).isBetween(6.0, 6.2);
    Estimate.ExpectedTime byLatency = new RequestRate(Limits.NONE, 3).of(List.of(model));
    assertThat(byLatency.boundBy()).isEqualTo("the time of an answer");
    assertThat(byLatency.minutes()).isEqualTo(0.4);
  }

  @Test
  void reasoningModelIsAssumedToWriteMore() {
    RequestLoad one = new RequestLoad(1, 10, 5_000);

    assertThat(UsageProfile.assumed(true).answerTokens(one))
        .isGreaterThan(2 * UsageProfile.assumed(false).answerTokens(one));
    assertThat(UsageProfile.assumed(false).latency(one)).isGreaterThan(Duration.ofSeconds(2));
    assertThat(UsageProfile.assumed(false).latency(RequestLoad.NONE)).isZero();
  }

  private static Estimate estimate(ModelEstimate... models) {
    return new Estimate(List.of(models), new Estimate.ExpectedTime(0, "nothing"));
  }
}
