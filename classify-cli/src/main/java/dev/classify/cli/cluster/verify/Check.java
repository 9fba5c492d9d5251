package dev.classify.cli.cluster.verify;

import dev.classify.local.process.CannotStart;
import java.io.IOException;
import java.sql.SQLException;

/// One question about a cluster.
///
/// @param name as printed
record Check(String name, Look look) {

  /// How it is answered. What it throws counts as a failure of the check.
  interface Look {
    Finding finding() throws CannotStart, IOException, SQLException, InterruptedException;
  }
}
