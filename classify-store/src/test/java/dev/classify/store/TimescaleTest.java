package dev.classify.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TimescaleTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void installedExtensionThatIsNotPreloadedIsNotUsed() {
    assertThat(Timescale.of(false, true, false)).isEqualTo(Timescale.NOT_PRELOADED);
    assertThat(Timescale.of(false, true, true)).isEqualTo(Timescale.USED);
    assertThat(Timescale.of(true, true, false)).isEqualTo(Timescale.USED);
    assertThat(Timescale.of(false, false, false)).isEqualTo(Timescale.ABSENT);
  }

  /// V1 creates the extension if it sees it, and must not change. Another extension stands for it.
  @Test
  void hiddenExtensionIsNotSeenByAQueryThatNamesNoSchema() throws SQLException {
    String hide = Timescale.HIDE.replace("timescaledb", "plpgsql");
    try (Connection connection = DATABASE.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(hide);
      statement.execute(hide);
      statement.execute(
          """
          do $$ begin
            if exists (select from pg_available_extensions where name = 'plpgsql') then
              raise exception 'seen';
            end if;
          end $$
          """);
    }
  }

  @Test
  void plainPostgresHasNone() throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      assertThat(Timescale.of(connection)).isEqualTo(Timescale.ABSENT);
    }
  }
}
