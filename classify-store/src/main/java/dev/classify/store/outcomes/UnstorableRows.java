package dev.classify.store.outcomes;

import dev.classify.outcome.Outcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// Finds the rows of a batch that the tables refuse, so that the others can be stored.
///
/// One such row must not cost the answers of the other forty-nine, which may have been paid for.
final class UnstorableRows {

  /// Where such rows end, as stored with the rejection.
  private static final String STAGE = "store";

  private static final String SAVEPOINT = "row";

  private UnstorableRows() {}

  /// Whether the database refuses the data (the classes 22 and 23 of SQL states), so that
  /// repeating the statement cannot help.
  static boolean isRefusal(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("22") || state.startsWith("23");
  }

  /// The outcomes, with a rejection in the place of each that the tables refuse. Writes each on its
  /// own and takes it back.
  static List<IndicatorOutcome> rejected(
      Handle handle, Provenance by, List<IndicatorOutcome> outcomes) throws SQLException {
    List<IndicatorOutcome> storable = new ArrayList<>();
    for (IndicatorOutcome outcome : outcomes) {
      handle.savepoint(SAVEPOINT);
      Optional<SQLException> refusal = refusal(handle, by, outcome);
      handle.rollbackToSavepoint(SAVEPOINT);
      storable.add(refusal.map(refused -> rejection(outcome, refused)).orElse(outcome));
    }
    return storable;
  }

  private static Optional<SQLException> refusal(
      Handle handle, Provenance by, IndicatorOutcome outcome) throws SQLException {
    try {
      OutcomeStore.write(handle, by, List.of(outcome));
      return Optional.empty();
    } catch (JdbiException failure) {
      if (failure.getCause() instanceof SQLException refused && isRefusal(refused)) {
        return Optional.of(refused);
      }
      throw failure;
    }
  }

  private static IndicatorOutcome rejection(IndicatorOutcome outcome, SQLException refused) {
    String problem = String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
    return new IndicatorOutcome(
        outcome.indicator(),
        new Outcome.Rejected(
            outcome.outcome().indicatorId(),
            outcome.outcome().contentHash(),
            STAGE,
            "the database refuses its answer: " + problem));
  }
}
