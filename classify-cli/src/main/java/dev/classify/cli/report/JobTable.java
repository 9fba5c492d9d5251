package dev.classify.cli.report;

import com.github.freva.asciitable.AsciiTable;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobProgress;
import dev.classify.store.jobs.Tally;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Jobs as a table for reading.
public final class JobTable {

  private static final String[] HEADER = {
    "job", "state", "rows", "refused", "classified", "unchanged", "rejected", "started", "source"
  };

  private final List<String[]> rows = new ArrayList<>();

  /// Reads what is stored of each job.
  public static JobTable of(List<Job> jobs, JobProgress progress) throws SQLException {
    JobTable table = new JobTable();
    for (Job job : jobs) {
      table.add(job, progress.tally(job));
    }
    return table;
  }

  private void add(Job job, Tally stored) {
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
