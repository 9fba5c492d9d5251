package dev.classify.store.jobs;

import static dev.classify.store.TestRows.batch;
import static dev.classify.store.TestRows.classified;
import static dev.classify.store.TestRows.opening;
import static dev.classify.store.TestRows.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecentFiguresTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final AtomicLong now = new AtomicLong();
  private final RecentFigures recent = new RecentFigures(now::get);
  private Jobs jobs;
  private JobPages pages;

  @BeforeEach
  void create() {
    jobs = new Jobs(DATABASE.dataSource());
    pages = new JobPages(DATABASE.dataSource());
  }

  private Job only() throws SQLException {
    return pages.before(null, null, 2).getFirst();
  }

  private long listed() throws SQLException {
    return Objects.requireNonNull(pages.listed(List.of(only())).get("job")).classified();
  }

  @Test
  void figuresOfAnEndedJobAreKeptForHalfAMinute() throws SQLException {
    jobs.complete(jobs.open(opening("job")));
    Job job = only();
    JobFigures figures = Objects.requireNonNull(pages.figures(List.of(job)).get("job"));
    recent.keep(job, figures);

    assertThat(recent.find(job)).contains(figures);
    now.set(Duration.ofSeconds(30).toNanos());
    assertThat(recent.find(job)).isEmpty();
  }

  @Test
  void jobThatWorksIsReadEveryTime() throws SQLException {
    Job job = jobs.open(opening("job"));
    assertThat(listed()).isZero();

    store(DATABASE.dataSource(), batch(job, "batch"), classified("A", "Prices"));

    assertThat(listed()).isOne();
  }

  @Test
  void jobThatWasOpenedAgainIsReadAgain() throws SQLException {
    jobs.complete(jobs.open(opening("job")));
    pages.listed(List.of(only()));

    Job again = jobs.open(opening("job"));
    store(DATABASE.dataSource(), batch(again, "batch"), classified("A", "Prices"));
    jobs.complete(again);

    assertThat(listed()).isOne();
  }
}
