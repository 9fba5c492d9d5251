package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/// How long something takes, and how long no row of a job is stored meanwhile.
record PauseWatch(String what, DatabaseQueries tables, String begun) {

  static PauseWatch begin(String what, ScratchCluster cluster) throws IOException, SQLException {
    DatabaseQueries tables = cluster.tables();
    return new PauseWatch(what, tables, tables.now());
  }

  /// Prints both.
  ///
  /// @return the longest time between two stored rows
  Duration end() throws SQLException {
    Duration pause = tables.longestPause(begun);
    String seconds =
        tables.text(
            "select round(extract(epoch from now() - '%s'::timestamptz), 1)".formatted(begun));
    String rows =
        tables.text(
            "select count(*) from classification_attempts where attempted_at > '" + begun + "'");
    System.out.printf("%s: %s s, %s rows stored, longest pause %s%n", what, seconds, rows, pause);
    assertThat(rows).isNotEqualTo("0");
    return pause;
  }
}
