package dev.classify.cli.runner;

import dev.classify.cli.cluster.verify.ClusterReporter;
import dev.classify.store.cluster.ClusterReports;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;

/// Makes the reports about the cluster that people ask for on the page, one at a time.
final class ReportWork {

  private final ClusterReports reports;
  private final ClusterReporter reporter;
  private final Consumer<String> log;
  private final AtomicBoolean busy = new AtomicBoolean();

  ReportWork(DataSource database, ClusterReporter reporter, Consumer<String> log) {
    this.reports = new ClusterReports(database);
    this.reporter = reporter;
    this.log = log;
  }

  /// Begins a report if one is wanted. A node that does not answer may take seconds, for which no
  /// task has to wait.
  ///
  /// @return whether one is under way
  boolean begin() throws SQLException {
    if (!busy.get() && reports.take()) {
      busy.set(true);
      Thread.ofVirtual().name("report").start(this::make);
    }
    return busy.get();
  }

  /// Whether a report is wanted that nobody makes yet.
  boolean isWanted() throws SQLException {
    return reports.isWanted();
  }

  private void make() {
    try {
      reports.store(reporter.look().json());
    } catch (SQLException | RuntimeException failure) {
      log.accept("report not made: " + failure);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } finally {
      busy.set(false);
    }
  }
}
