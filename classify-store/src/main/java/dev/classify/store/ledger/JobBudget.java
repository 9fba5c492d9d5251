package dev.classify.store.ledger;

import dev.classify.store.jobs.Jobs;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The cap on what a job spends, over all of its runs.
///
/// What counts is the cost of every request whose cost is known, and the most that the others can
/// cost: those under way, and those of which nobody will ever learn it.
final class JobBudget {

  private JobBudget() {}

  private record Taken(BigDecimal spent, BigDecimal reserved, BigDecimal underWay) {

    BigDecimal all() {
      return spent.add(reserved);
    }
  }

  /// Why a request may not be sent; empty where it may.
  ///
  /// @param connection holds the row of the job, so that nobody else enters a request meanwhile
  static Optional<LedgerEntry> refusal(Connection connection, LedgerRequest request, BigDecimal cap)
      throws SQLException {
    BigDecimal needed = request.reservedUsd();
    if (needed == null) {
      return Optional.of(stop(connection, request, unpriced(request.model(), cap)));
    }
    Taken taken = taken(connection, request);
    if (taken.all().add(needed).compareTo(cap) <= 0) {
      return Optional.empty();
    }
    BigDecimal atLeast = taken.all().subtract(taken.underWay());
    boolean underWay = taken.underWay().signum() > 0;
    return underWay && atLeast.add(needed).compareTo(cap) <= 0
        ? Optional.of(new LedgerEntry.NoRoomYet())
        : Optional.of(stop(connection, request, exceeded(taken, needed, cap)));
  }

  /// Without this request, which may stand there from an earlier try.
  private static Taken taken(Connection connection, LedgerRequest request) throws SQLException {
    String select =
        """
        select coalesce(sum(cost_usd), 0),
               coalesce(sum(reserved_usd) filter (where cost_usd is null), 0),
               coalesce(sum(reserved_usd) filter (
                 where cost_usd is null and state = 'sent'
                   and sent_at > clock_timestamp() - ?::interval), 0)
          from llm_requests
         where job_id = ? and request_id <> ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      Duration patience = request.timeout();
      statement.setString(1, patience.toString());
      statement.setString(2, request.jobId());
      statement.setString(3, request.id());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Taken(row.getBigDecimal(1), row.getBigDecimal(2), row.getBigDecimal(3));
      }
    }
  }

  private static LedgerEntry stop(Connection connection, LedgerRequest request, String reason)
      throws SQLException {
    Jobs.stop(connection, request.jobId(), reason);
    return new LedgerEntry.JobStopped(reason);
  }

  private static String exceeded(Taken taken, BigDecimal needed, BigDecimal cap) {
    BigDecimal enough = taken.all().add(needed).max(cap.multiply(BigDecimal.TWO));
    return "the next request may cost USD %s, which would exceed the budget of USD %s: USD %s are spent and USD %s reserved for requests whose cost is not known; raise it, as with --budget-usd %s"
        .formatted(
            dollars(needed),
            cap.stripTrailingZeros().toPlainString(),
            dollars(taken.spent()),
            dollars(taken.reserved()),
            enough.setScale(2, RoundingMode.CEILING).toPlainString());
  }

  private static String unpriced(String model, BigDecimal cap) {
    return "a budget of USD %s cannot be kept, for the workers know no price of %s; name a file with one in LLM_PRICES, or leave --budget-usd out"
        .formatted(cap.stripTrailingZeros().toPlainString(), model);
  }

  private static String dollars(@Nullable BigDecimal amount) {
    return amount == null ? "?" : amount.setScale(4, RoundingMode.CEILING).toPlainString();
  }
}
