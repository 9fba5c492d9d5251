package dev.classify.store.cluster;

import dev.classify.store.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reports about the cluster. Workers do not reach Restate, so a worker asks for a report here, and
/// the runner, which reaches both, makes it.
public final class ClusterReports {

  /// The least time between two reports: a look at a cluster asks every node.
  public static final Duration PAUSE = Duration.ofSeconds(10);

  /// Characters of a report; one of a thousand partitions has a sixth of them.
  public static final int CHARACTERS_MAX = 1_048_576;

  private final Statements statements;

  public ClusterReports(DataSource database) {
    this.statements = new Statements(database);
  }

  /// What is known.
  ///
  /// @param askedAt when somebody asked last, and who; null if nobody has
  /// @param madeAt when the newest report was made; null if there is none
  /// @param ageSeconds of it
  /// @param report as JSON
  /// @param pending whether one was asked for since
  public record State(
      @Nullable Instant askedAt,
      @Nullable String askedBy,
      @Nullable Instant madeAt,
      @Nullable Long ageSeconds,
      @Nullable String report,
      boolean pending) {}

  /// Asks for a report, unless somebody has done so within [#PAUSE].
  ///
  /// @param by who wants it
  /// @return whether it was asked for now
  public boolean ask(String by) throws SQLException {
    String statement =
        """
        insert into cluster_reports (asked_at, asked_by) values (clock_timestamp(), :by)
        on conflict (only_one) do update
          set asked_at = excluded.asked_at, asked_by = excluded.asked_by
          where cluster_reports.asked_at is null
             or cluster_reports.asked_at < clock_timestamp() - make_interval(secs => :seconds)
        """;
    return statements.run(
        handle ->
            handle
                    .createUpdate(statement)
                    .bind("by", by)
                    .bind("seconds", PAUSE.toSeconds())
                    .execute()
                == 1);
  }

  /// Takes what was asked for, so that one program alone makes the report.
  ///
  /// @return false if nothing was, or another program makes it
  public boolean take() throws SQLException {
    String statement =
        """
        update cluster_reports set taken_at = clock_timestamp()
         where asked_at > coalesce(taken_at, '-infinity')
        """;
    return statements.run(handle -> handle.createUpdate(statement).execute() == 1);
  }

  /// Whether a report is wanted that no program makes yet.
  public boolean isWanted() throws SQLException {
    String select =
        """
        select exists (select from cluster_reports where asked_at > coalesce(taken_at, '-infinity'))
        """;
    return statements.run(handle -> handle.createQuery(select).mapTo(Boolean.class).one());
  }

  /// Replaces the newest report.
  ///
  /// @param report JSON of at most [#CHARACTERS_MAX] characters
  public void store(String report) throws SQLException {
    if (report.length() > CHARACTERS_MAX) {
      throw new IllegalArgumentException("a report has %d characters".formatted(report.length()));
    }
    String statement =
        """
        insert into cluster_reports (made_at, report) values (clock_timestamp(), :report::jsonb)
        on conflict (only_one) do update
          set made_at = excluded.made_at, report = excluded.report
        """;
    statements.run(handle -> handle.createUpdate(statement).bind("report", report).execute());
  }

  /// The newest report; empty if none was ever asked for.
  public Optional<State> state() throws SQLException {
    String select =
        """
        select asked_at, asked_by, made_at, report::text as report,
               extract(epoch from clock_timestamp() - made_at)::bigint as age_seconds,
               asked_at is not null and (made_at is null or made_at < asked_at) as pending
          from cluster_reports
        """;
    return statements.run(handle -> handle.createQuery(select).mapTo(State.class).findOne());
  }
}
