package dev.classify.cli.cluster.verify;

import dev.classify.cli.cluster.Cluster;
import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Parts of the cluster that are stopped on purpose. Closing the outage starts them again, and so
/// does a shutdown of the process.
final class Outage implements AutoCloseable {

  private final Cluster cluster;
  private final PrintWriter err;
  private final Thread rescue;
  private final List<String> down = new ArrayList<>();
  private boolean over;

  /// @param abandoned runs too if the process shuts down during the outage
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

  /// Kills a part.
  ///
  /// @return false if the outage is over; the part then keeps running
  synchronized boolean kill(String part) throws IOException, InterruptedException {
    if (over) {
      return false;
    }
    down.add(part);
    err.println("killing " + part);
    cluster.kill(part);
    return true;
  }

  /// Starts every stopped part. Reports a part that does not start, and starts the others.
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
