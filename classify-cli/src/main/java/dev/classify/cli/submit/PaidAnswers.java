package dev.classify.cli.submit;

import dev.classify.exit.CommandFailure;
import dev.classify.store.outcomes.StoredAnswers;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Keeps simulated answers away from answers that were paid for.
public final class PaidAnswers {

  private PaidAnswers() {}

  /// To be called before a run whose answers are simulated.
  ///
  /// @throws CommandFailure if the database holds an answer of a language model
  public static void refuseToReplace(DataSource database) throws SQLException {
    if (new StoredAnswers(database).anyPaid()) {
      throw CommandFailure.failed(
          "the database holds answers of a language model, which simulated answers would replace",
          "simulate with an empty database: in another folder, for example"
              + " CLASSIFY_HOME=classify-simulated, or in a cluster of its own, for example"
              + " COMPOSE_PROJECT_NAME=classify-simulated");
    }
  }
}
