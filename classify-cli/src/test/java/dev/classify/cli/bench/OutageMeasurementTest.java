package dev.classify.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutageMeasurementTest {

  private static final OutageCase CASE =
      new OutageCase(OutageKind.REFUSE, 1_000, 2, 10, Duration.ofMinutes(3), 2, 0);

  private OutageCase of = CASE;
  private int before = 980;
  private List<Integer> after = List.of(882, 980);
  private int mostInAMinute = 1_000;
  private Map<String, Double> cpuShares = Map.of("worker-1", 0.05, "worker-2", 0.01);
  private Optional<BatchJournal> journal = Optional.of(new BatchJournal("batch", 25, 10));
  private BigDecimal heldUsd = new BigDecimal("0.00");
  private long rejected;
  private long unanswered;
  private String problem = "";

  @Test
  void everythingJustInsideItsBoundHolds() {
    assertThat(measured().violations()).isEmpty();
    assertThat(measured().recoveredShare()).isEqualTo(0.9);
    assertThat(measured().cpuShareMost()).isEqualTo(0.05);
  }

  @Test
  void rateThatComesBackTooLowOrFallsAgainIsNamedWithItsMinute() {
    after = List.of(881, 63);
    assertThat(measured().violations())
        .containsExactly(
            "881 good answers in minute 1 after the outage, before it 980",
            "63 good answers in minute 2 after the outage, before it 980");
  }

  @Test
  void slowStartLeavesNothingToCompareWith() {
    before = 899;
    after = List.of(899, 899);
    assertThat(measured().violations())
        .containsExactly("only 899 good answers in the minute before the outage");
  }

  @Test
  void busyMachineMayBeSlowButMustAnswer() {
    of = new OutageCase(OutageKind.HTML, 1_000, 2, 10, Duration.ofMinutes(3), 2, 2);
    before = 400;
    after = List.of(360, 400);
    assertThat(measured().violations()).isEmpty();

    before = 0;
    assertThat(measured().violations())
        .containsExactly("only 0 good answers in the minute before the outage");
    assertThat(measured().recoveredShare()).isZero();
  }

  @Test
  void everyWorkerThatUsesTooMuchOfACoreIsNamed() {
    cpuShares = Map.of("worker-2", 1.352, "worker-1", 0.051, "worker-3", 0.05);
    assertThat(measured().violations())
        .containsExactly(
            "worker-1 used 5.1 % of a core during the outage",
            "worker-2 used 135.2 % of a core during the outage");
  }

  @Test
  void workersOfASlowModelHaveAnswersToStore() {
    of = new OutageCase(OutageKind.SLOW, 1_000, 2, 10, Duration.ofMinutes(3), 2, 0);
    cpuShares = Map.of("worker-1", 0.09);
    assertThat(measured().violations()).isEmpty();
  }

  @Test
  void budgetCountsAfterAnOutageToo() {
    mostInAMinute = 1_001;
    assertThat(measured().violations()).containsExactly("1001 requests in sixty seconds");
  }

  @Test
  void journalMayGrowWithRequestsThatWereSentAlone() {
    journal = Optional.of(new BatchJournal("batch", 26, 10));
    assertThat(measured().violations())
        .containsExactly("a journal of 26 entries after 10 requests, at most 25 expected");
    journal = Optional.empty();
    assertThat(measured().violations()).isEmpty();
  }

  @Test
  void moneyMayNotBeHeldForRequestsThatNeverArrived() {
    heldUsd = new BigDecimal("4.60000000");
    assertThat(measured().violations())
        .containsExactly("USD 4.6 held for 7 requests that never arrived");
  }

  @Test
  void rejectedRowsAreNotCountedAgainAsUnanswered() {
    rejected = 5;
    unanswered = 5;
    assertThat(measured().violations()).containsExactly("5 rows rejected");
    unanswered = 8;
    assertThat(measured().violations())
        .containsExactly("5 rows rejected", "3 rows without an answer");
  }

  @Test
  void jobThatStopsIsNamedWithItsReason() {
    problem = "the quota is exhausted";
    assertThat(measured().violations()).containsExactly("the quota is exhausted");
  }

  private OutageMeasurement measured() {
    return new OutageMeasurement(
        of,
        before,
        after,
        List.of(16, 17),
        3,
        mostInAMinute,
        cpuShares,
        journal,
        7,
        heldUsd,
        rejected,
        unanswered,
        problem);
  }
}
