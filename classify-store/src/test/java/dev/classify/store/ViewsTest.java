package dev.classify.store;

import static dev.classify.store.TestRows.batch;
import static dev.classify.store.TestRows.classified;
import static dev.classify.store.TestRows.open;
import static dev.classify.store.TestRows.rejected;
import static dev.classify.store.TestRows.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.jobs.Job;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The views for analysts, and the queries that the documentation shows.
class ViewsTest {

  private static final Path PAGE = Path.of("..", "docs", "operations.md");
  private static final Pattern QUERY = Pattern.compile("(?s)```sql\n(.*?);\n```");

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void jobIsOneRowAndItsRowsAreCountedByMinute() throws Exception {
    Job job = open(DATABASE.dataSource(), "job");
    store(
        DATABASE.dataSource(),
        batch(job, "batch-1"),
        classified("A", "Consumer prices"),
        rejected("B", "Nothing", "no answer"));

    assertThat(
            DATABASE.text(
                "select answers || ' ' || rejected || ' ' || requests || ' ' || rows_total"
                    + " from job_overview"))
        .isEqualTo("1 1 0 2");
    assertThat(
            DATABASE.text(
                "select classified || ' ' || rejected || ' ' || worker from rows_per_minute"))
        .isEqualTo("1 1 worker");
    assertThat(DATABASE.text("select classified || ' ' || node from rows_per_node"))
        .isEqualTo("1 restate-1");
    assertThat(DATABASE.text("select name from answers_with_source")).isEqualTo("Consumer prices");
  }

  @Test
  void everyQueryOfTheDocumentationRuns() throws Exception {
    List<MatchResult> queries = QUERY.matcher(Files.readString(PAGE)).results().toList();
    assertThat(queries).hasSizeGreaterThanOrEqualTo(5);
    for (MatchResult query : queries) {
      DATABASE.execute("explain " + query.group(1));
      DATABASE.execute(query.group(1));
    }
  }
}
