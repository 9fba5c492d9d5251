package dev.classify.store.ledger;

import dev.classify.store.jobs.Jobs;
import dev.classify.store.jobs.LostRequests;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The cap on what a job spends, over all of its runs.
///
/// Requests count with their cost where it is known. The others count with the most that they can
/// cost: those in flight, and those whose cost nobody will ever learn. Their sum is kept with the
/// job, in `committed_usd`.
final class CostCap {

  private CostCap() {}

  record Committed(BigDecimal spent, BigDecimal reserved, BigDecimal inFlight) {

    BigDecimal total() {
      return spent.add(reserved);
    }
  }

  /// Takes room for a request.
  ///
  /// @return why there is none; empty if there is
  static Optional<LedgerEntry> take(Handle handle, LedgerRequest request, BigDecimal cap) {
    BigDecimal needed = request.reservedUsd();
    if (needed == null) {
      return Optional.of(stop(handle, request, unpriced(request.model(), cap)));
    }
    if (commit(handle, request.jobId(), needed)) {
      return Optional.empty();
    }
    LostRequests.Released lost =
        LostRequests.releaseOf(handle, request.jobId(), LostRequests.KEPT_MAX);
    return lost.requests() > 0 && commit(handle, request.jobId(), needed)
        ? Optional.empty()
        : Optional.of(refusal(handle, request, needed, cap));
  }

  private static boolean commit(Handle handle, String jobId, BigDecimal needed) {
    return 1
        == handle
            .createUpdate(
                """
                update jobs set committed_usd = committed_usd + :needed
                 where job_id = :jobId and committed_usd + :needed <= budget_usd
                """)
            .bind("needed", needed)
            .bind("jobId", jobId)
            .execute();
  }

  /// Replaces the reservation of a request by what it has cost.
  static void settle(Handle handle, String jobId, BigDecimal reserved, BigDecimal cost) {
    handle
        .createUpdate(
            """
            update jobs set committed_usd = committed_usd - :reserved + :cost
             where job_id = :jobId and budget_usd is not null
            """)
        .bind("reserved", reserved)
        .bind("cost", cost)
        .bind("jobId", jobId)
        .execute();
  }

  private static LedgerEntry refusal(
      Handle handle, LedgerRequest request, BigDecimal needed, BigDecimal cap) {
    Committed committed = committed(handle, request);
    BigDecimal certain = committed.total().subtract(committed.inFlight());
    boolean anyInFlight = committed.inFlight().signum() > 0;
    return anyInFlight && certain.add(needed).compareTo(cap) <= 0
        ? new LedgerEntry.NoRoomYet()
        : stop(handle, request, exceeded(committed, needed, cap));
  }

  private static Committed committed(Handle handle, LedgerRequest request) {
    return handle
        .createQuery(
            """
            select coalesce(sum(cost_usd), 0) as spent,
                   coalesce(sum(reserved_usd) filter (where cost_usd is null), 0) as reserved,
                   coalesce(sum(reserved_usd) filter (
                     where cost_usd is null and state = 'sent'
                       and (sent_at > clock_timestamp() - :timeout::interval
                            or provider_batch is not null)), 0) as in_flight
              from llm_requests
             where job_id = :jobId
            """)
        .bindMethods(request)
        .bind("timeout", request.timeout().toString())
        .mapTo(Committed.class)
        .one();
  }

  private static LedgerEntry stop(Handle handle, LedgerRequest request, String reason) {
    Jobs.stop(handle, request.jobId(), reason);
    return new LedgerEntry.JobStopped(reason);
  }

  private static String exceeded(Committed committed, BigDecimal needed, BigDecimal cap) {
    BigDecimal enough = committed.total().add(needed).max(cap.multiply(BigDecimal.TWO));
    return "the next request may cost USD %s, which would exceed the cost cap of USD %s: USD %s are spent and USD %s reserved for requests whose cost is not known; raise it, as with --budget-usd %s"
        .formatted(
            dollars(needed),
            cap.stripTrailingZeros().toPlainString(),
            dollars(committed.spent()),
            dollars(committed.reserved()),
            enough.setScale(2, RoundingMode.CEILING).toPlainString());
  }

  private static String unpriced(String model, BigDecimal cap) {
    return "a cost cap of USD %s cannot be kept, because the workers know no price of %s; name a file with one in LLM_PRICES, or leave --budget-usd out"
        .formatted(cap.stripTrailingZeros().toPlainString(), model);
  }

  private static String dollars(@Nullable BigDecimal amount) {
    return amount == null ? "?" : amount.setScale(4, RoundingMode.CEILING).toPlainString();
  }
}
