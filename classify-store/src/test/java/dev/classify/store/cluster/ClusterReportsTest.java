package dev.classify.store.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.store.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClusterReportsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private ClusterReports reports;

  @BeforeEach
  void create() {
    reports = new ClusterReports(DATABASE.dataSource());
  }

  @Test
  void reportIsAskedForOnceInTenSecondsByWhomever() throws Exception {
    assertThat(reports.state()).isEmpty();
    assertThat(reports.ask("anna")).isTrue();
    assertThat(reports.ask("ben")).isFalse();
    assertThat(reports.state().orElseThrow().askedBy()).isEqualTo("anna");
    DATABASE.execute("update cluster_reports set asked_at = asked_at - interval '11 s'");
    assertThat(reports.ask("ben")).isTrue();
  }

  @Test
  void oneProgramTakesWhatWasAskedFor() throws Exception {
    assertThat(reports.take()).isFalse();
    reports.ask("anna");
    assertThat(reports.isWanted()).isTrue();
    assertThat(reports.take()).isTrue();
    assertThat(reports.take()).isFalse();
    assertThat(reports.isWanted()).isFalse();
  }

  @Test
  void reportIsPendingUntilItIsMade() throws Exception {
    reports.ask("anna");
    assertThat(reports.state().orElseThrow().pending()).isTrue();
    reports.store("{\"nodes\": []}");
    ClusterReports.State state = reports.state().orElseThrow();
    assertThat(state.pending()).isFalse();
    assertThat(state.report()).isEqualTo("{\"nodes\": []}");
    assertThat(state.ageSeconds()).isBetween(0L, 60L);
  }

  @Test
  void reportThatIsTooLongIsRefused() throws SQLException {
    String report = "[" + " ".repeat(ClusterReports.CHARACTERS_MAX) + "]";
    assertThatThrownBy(() -> reports.store(report)).hasMessageContaining("1048578 characters");
    assertThat(reports.state()).isEmpty();
  }
}
