package dev.classify.cli.report;

import com.github.freva.asciitable.AsciiTable;
import dev.classify.store.Job;
import dev.classify.store.Tally;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Jobs as a table for reading.
public final class JobTable {

  private static final String[] HEADER = {
    "job", "state", "rows", "refused", "classified", "unchanged", "rejected", "started", "source"
  };

  private final List<String[]> rows = new ArrayList<>();

  /// Adds a line.
  ///
  /// @param workers what of the job is stored, by worker
  public void add(Job job, Map<String, Tally> workers) {
    Tally stored = new Tally(0, 0, 0);
    for (Tally tally : workers.values()) {
      stored = stored.plus(tally);
    }
    rows.add(
        new String[] {
          job.id(),
          job.state().name().toLowerCase(Locale.ROOT),
          Long.toString(job.rowsTotal()),
          Long.toString(job.rowsRefused()),
          Integer.toString(stored.classified()),
          Integer.toString(stored.unchanged()),
          Integer.toString(stored.rejected()),
          job.startedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
          job.source()
        });
  }

  @Override
  public String toString() {
    return AsciiTable.getTable(AsciiTable.NO_BORDERS, HEADER, null, rows.toArray(String[][]::new));
  }
}
