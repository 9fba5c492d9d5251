package dev.classify.store.jobs;

import static dev.classify.model.ServiceTier.BATCH;
import static dev.classify.model.ServiceTier.FLEX;
import static dev.classify.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoredTiersTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private Jobs jobs;
  private StoredTiers tiers;

  @BeforeEach
  void open() {
    jobs = new Jobs(DATABASE.dataSource());
    tiers = new StoredTiers(DATABASE.dataSource());
  }

  @Test
  void jobWithoutAChoiceHasNone() throws SQLException {
    open(JobTiers.NONE);

    assertThat(tiers.of("job")).isEqualTo(JobTiers.NONE);
    assertThat(tiers.of("no such job")).isEqualTo(JobTiers.NONE);
  }

  @Test
  void laterCommandChangesOnlyWhatItNames() throws SQLException {
    open(new JobTiers(BATCH, null, STANDARD));
    open(new JobTiers(null, true, null));
    assertThat(tiers.of("job")).isEqualTo(new JobTiers(BATCH, true, STANDARD));

    open(new JobTiers(FLEX, false, null));
    assertThat(tiers.of("job")).isEqualTo(new JobTiers(FLEX, false, STANDARD));
  }

  @Test
  void onlyRepairsOfABatchJobHaveATierOfTheirOwn() {
    JobTiers batch = new JobTiers(BATCH, null, FLEX);
    assertThat(batch.of(STANDARD, false)).isEqualTo(BATCH);
    assertThat(batch.of(STANDARD, true)).isEqualTo(FLEX);
    assertThat(new JobTiers(BATCH, null, null).of(STANDARD, true)).isEqualTo(BATCH);

    assertThat(new JobTiers(FLEX, null, STANDARD).of(STANDARD, true)).isEqualTo(FLEX);
    assertThat(JobTiers.NONE.of(FLEX, true)).isEqualTo(FLEX);
  }

  private void open(JobTiers chosen) throws SQLException {
    JobOpening opening = TestRows.opening("job");
    jobs.open(
        new JobOpening(
            opening.id(),
            opening.source(),
            opening.answers(),
            opening.rowsTotal(),
            opening.rowsRefused(),
            false,
            false,
            null,
            false,
            null,
            null,
            null,
            chosen));
  }
}
