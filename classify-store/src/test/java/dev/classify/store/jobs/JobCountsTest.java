package dev.classify.store.jobs;

import static dev.classify.store.TestRows.opening;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobCountsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void eachJobIsCountedOnceAndPausedOnesApart() throws SQLException {
    Jobs jobs = new Jobs(DATABASE.dataSource());
    jobs.open(opening("one"));
    jobs.complete(jobs.open(opening("two")));
    jobs.open(opening("three"));
    jobs.pause("three", "by a test");
    jobs.open(opening("four"));
    jobs.stop("four", "no money");

    assertThat(new JobCounts(DATABASE.dataSource()).byState())
        .containsExactly(
            Map.entry("running", 1L),
            Map.entry("detached", 0L),
            Map.entry("paused", 1L),
            Map.entry("stopped", 1L),
            Map.entry("complete", 1L));
  }
}
