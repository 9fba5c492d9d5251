package dev.classify.cli.report;

import dev.classify.store.budget.SharedBudgets;
import dev.classify.store.results.LatestRows;
import java.net.URI;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/// Everything that a person watches at one moment: jobs with what they wait for, budgets, batches,
/// workers, and the rows that came last.
public final class WatchFrame {

  private static final int ROWS_SHOWN = 8;
  private static final int REASON_CHARACTERS = 50;

  private WatchFrame() {}

  /// The lines of one moment.
  ///
  /// @param status of the jobs that are watched
  /// @param command how the user calls commands on this system
  public static List<String> lines(
      JobStatus status, List<URI> admins, DataSource database, String command) throws SQLException {
    List<String> lines = new ArrayList<>();
    if (status.isEmpty()) {
      lines.add("no jobs yet; start one with `" + command + " run FILE`");
    } else {
      lines.addAll(status.lines(command));
    }
    List<SharedBudgets.View> budgets = new SharedBudgets(database).all();
    if (!budgets.isEmpty()) {
      lines.add("");
      lines.add(BudgetReport.table(budgets));
    }
    lines.add("");
    lines.addAll(SystemStatus.of(admins, database).lines());
    List<LatestRows.Row> latest = new LatestRows(database).rows(ROWS_SHOWN);
    if (!latest.isEmpty()) {
      lines.add("");
      lines.add(table(latest));
    }
    return lines.stream().flatMap(line -> line.isEmpty() ? Stream.of(line) : line.lines()).toList();
  }

  private static String table(List<LatestRows.Row> rows) {
    ZoneId here = ZoneId.systemDefault();
    return new TextTable<LatestRows.Row>()
        .text(
            "last rows", row -> row.attemptedAt().atZone(here).toLocalTime().withNano(0).toString())
        .text("indicator", REASON_CHARACTERS, LatestRows.Row::indicatorId)
        .text(
            "measures",
            REASON_CHARACTERS,
            row ->
                row.reason() == null
                    ? row.family() + "/" + row.indicatorType()
                    : "rejected: " + row.reason())
        .figure(
            "confidence", row -> row.confidence() == null ? "" : "%.2f".formatted(row.confidence()))
        .text("worker", LatestRows.Row::worker)
        .of(rows);
  }
}
