package dev.classify.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Five hundred workers share 30,000 requests per minute on a virtual clock. Other sizes and a
/// report:
///
/// ```
/// mvn -q -pl classify-core test -Dtest=FleetTest -Dfleet.minutes=10 -Dfleet.report=true
/// ```
class FleetTest {

  private static final long MINUTE = 60_000;
  private static final int WORKERS = Integer.getInteger("fleet.workers", 500);
  private static final int PER_MINUTE = Integer.getInteger("fleet.rpm", 30_000);
  private static final int MINUTES = Integer.getInteger("fleet.minutes", 2);
  private static final int REQUESTS_OF_A_BATCH = 5;

  /// @param batches in flight; with 6,000 of them each worker has a minute's requests waiting
  /// @param lockMillis for which a call of a worker holds the lock on the budget
  @ParameterizedTest
  @CsvSource({"4, 400, 0", "4, 6000, 8", "40, 1200, 2"})
  void largeFleetKeepsTheLimitUsesItAndSharesIt(int jobs, int batches, double lockMillis) {
    VirtualWorkers clock =
        new VirtualWorkers(new Limits(PER_MINUTE, null))
            .withWorkers(WORKERS)
            .lockingFor(lockMillis);
    for (int job = 1; job <= jobs; job++) {
      clock.add(batches / jobs, "job-" + job, Limits.NONE, REQUESTS_OF_A_BATCH);
    }
    clock.runFor(MINUTES * MINUTE);

    report(clock, jobs, batches, lockMillis);
    assertThat(BudgetTest.mostInAMinute(clock.sent)).isLessThanOrEqualTo(PER_MINUTE);
    assertThat(used(clock)).isGreaterThan(0.98);
    double eachJob = clock.sent.size() / (double) jobs;
    assertThat(clock.sentBy.values())
        .hasSize(jobs)
        .allSatisfy(sent -> assertThat(sent / eachJob).isBetween(0.95, 1.05));
    double eachWorker = clock.sent.size() / (double) WORKERS;
    assertThat(clock.sentByWorker())
        .allSatisfy(sent -> assertThat(sent / eachWorker).isBetween(0.3, 2.5));
    assertThat(clock.stateBytesMax).isBetween(1, 2_000 + jobs * 400);
  }

  /// The share of the limit that is used after the first minute.
  private static double used(VirtualWorkers clock) {
    long begin = Collections.min(clock.sent);
    long steady = clock.sent.stream().filter(at -> at >= begin + MINUTE).count();
    return steady / ((MINUTES - 1.0) * PER_MINUTE);
  }

  private static void report(VirtualWorkers clock, int jobs, int batches, double lockMillis) {
    if (!Boolean.getBoolean("fleet.report")) {
      return;
    }
    List<Long> waits = clock.waitedMillis.stream().sorted().toList();
    List<Long> workers = clock.sentByWorker();
    System.out.printf(
        "jobs=%d batches=%d lock_ms=%.1f most_in_60_s=%d used=%.3f calls_per_s=%.0f"
            + " lock_wait_ms=%.0f state_bytes=%d job=%d..%d worker=%d..%d wait_ms_p50=%d p99=%d%n",
        jobs,
        batches,
        lockMillis,
        BudgetTest.mostInAMinute(clock.sent),
        used(clock),
        clock.leases / (MINUTES * 60.0),
        clock.lockWaitMillisMax,
        clock.stateBytesMax,
        Collections.min(clock.sentBy.values()),
        Collections.max(clock.sentBy.values()),
        Collections.min(workers),
        Collections.max(workers),
        waits.get(waits.size() / 2),
        waits.get(waits.size() * 99 / 100));
  }
}
