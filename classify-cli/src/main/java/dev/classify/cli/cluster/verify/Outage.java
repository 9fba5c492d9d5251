package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.Cluster;
import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Parts that are down on purpose. They are started again when it is closed, and also when the
/// process is told to end before.
final class Outage implements AutoCloseable {

  private final Cluster cluster;
  private final PrintWriter err;
  private final Thread rescue;
  private final List<String> down = new ArrayList<>();
  private boolean over;

  /// @param abandoned what else is to be done where the process is told to end
  Outage(Cluster cluster, PrintWriter err, Runnable abandoned) {
    this.cluster = cluster;
    this.err = err;
    this.rescue =
        new Thread(
            () -> {
              restore();
              abandoned.run();
            },
            "restore");
    Runtime.getRuntime().addShutdownHook(rescue);
  }

  /// Ends a part at once.
  ///
  /// @return false where the outage is over, and nothing was done
  synchronized boolean kill(String part) throws IOException, InterruptedException {
    if (over) {
      return false;
    }
    down.add(part);
    err.println("killing " + part);
    cluster.kill(part);
    return true;
  }

  /// Starts what is down; what does not start is said, and the others are started all the same.
  synchronized void restore() {
    over = true;
    for (String part : List.copyOf(down)) {
      err.println("starting " + part);
      try {
        cluster.start(part);
        down.remove(part);
      } catch (CommandFailure | IOException fault) {
        err.println(fault.getMessage());
      } catch (InterruptedException ending) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    restore();
    try {
      Runtime.getRuntime().removeShutdownHook(rescue);
    } catch (IllegalStateException ending) {
      // The process is ending, and the hook finds nothing left to do.
    }
  }
}
