package dev.classify.cli.command;

import dev.classify.api.WorkerDrain;
import dev.classify.store.ledger.RequestsInFlight;
import java.io.PrintWriter;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Says what a stack that stops waits for.
final class DrainNotice {

  private DrainNotice() {}

  /// Prints nothing where no request is in flight.
  static void print(DataSource database, PrintWriter err) {
    try {
      long requests = new RequestsInFlight(database).count();
      if (requests > 0) {
        err.println(
            "waiting for the %s, at most %d s; `classify local down --now` stops at once, and what is lost is paid again"
                .formatted(
                    requests == 1
                        ? "answer to a request in flight"
                        : "answers to %d requests in flight".formatted(requests),
                    WorkerDrain.TIMEOUT.toSeconds()));
      }
    } catch (SQLException away) {
      // The stack stops in any case.
    }
  }
}
