package dev.classify.cli.cluster.verify;

import java.io.IOException;
import java.sql.SQLException;

/// One question about a cluster.
///
/// @param name as printed
/// @param settles whether it may fail on a whole cluster for some seconds, until a node that came
///     back is known again
record Check(String name, Look look, boolean settles) {

  Check(String name, Look look) {
    this(name, look, false);
  }

  /// A check of something that the nodes must first agree on.
  static Check settling(String name, Look look) {
    return new Check(name, look, true);
  }

  /// Runs the check. An exception counts as a failure.
  interface Look {
    Finding finding() throws IOException, SQLException, InterruptedException;
  }
}
