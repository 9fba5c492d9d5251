package dev.classify.store.providerbatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.store.TestDatabase;
import dev.classify.store.TestRows;
import dev.classify.store.events.LogCheck;
import dev.classify.store.providerbatch.ProviderBatches.LeaseLost;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Files that the provider no longer knows.
class GoneFilesTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String OWNER = "worker#1";

  private final ProviderBatches batches = new ProviderBatches(DATABASE.dataSource());
  private final LineResults results = new LineResults(DATABASE.dataSource());

  @BeforeEach
  void openJob() throws SQLException {
    TestRows.open(DATABASE.dataSource(), "job");
  }

  @Test
  void linesWhoseResultIsLostAreOpenAgainAndReserveNothing() throws SQLException, LeaseLost {
    DATABASE.execute("update jobs set budget_usd = 1");
    file(2);
    assign("file");
    ProviderBatch file = lease();
    results.close(file, OWNER, List.of(TestLines.answer("line-0")), null);
    results.release(file, OWNER, true, "it is gone", Duration.ZERO, false, "gone", null);

    assertThat(new BigDecimal(String.valueOf(DATABASE.text("select committed_usd from jobs"))))
        .isEqualByComparingTo("0.004");
    assertThat(
            DATABASE.texts(
                """
                select concat_ws(' ', state, outcome, coalesce(cost_usd::text, '?'))
                  from llm_requests order by request_id
                """))
        .containsExactly("answered answered 0.00400000", "failed lost ?");
    assertThat(LogCheck.missing(DATABASE)).isEmpty();
    assertThat(new FileProgress(DATABASE.dataSource()).lost("job"))
        .containsExactly(new FileProgress.Lost("it is gone", 1));
    assertThat(assign("second")).isEqualTo(1);
  }

  @Test
  void fileIsOverdueAfterTheTimeOfTheProviderOrADayAndTwoHours() throws SQLException, LeaseLost {
    file(1);
    assign("file");
    DATABASE.execute("update provider_batches set assigned_at = now() - interval '25 hours'");
    ProviderBatch file = lease();
    assertThat(file.isOverdue()).isFalse();
    giveBack(file);
    DATABASE.execute("update provider_batches set assigned_at = now() - interval '27 hours'");
    file = lease();
    assertThat(file.isOverdue()).isTrue();
    giveBack(file);
    DATABASE.execute("update provider_batches set expires_at = now() + interval '1 minute'");
    file = lease();
    assertThat(file.isOverdue()).isFalse();
    giveBack(file);
    DATABASE.execute("update provider_batches set expires_at = now() - interval '1 minute'");
    assertThat(lease().isOverdue()).isTrue();
  }

  private static void file(int number) throws SQLException {
    new BatchLines(DATABASE.dataSource())
        .file(
            IntStream.range(0, number).mapToObj(i -> TestLines.line("line-" + i, "job")).toList());
  }

  private static int assign(String id) throws SQLException {
    DATABASE.execute("update provider_batch_lines set ready_at = now()");
    return new LineAssignment(DATABASE.dataSource(), TestLines.LIMITS)
        .assign(id, TestLines.BUDGET, "worker");
  }

  private ProviderBatch lease() throws SQLException {
    return batches.lease(List.of(TestLines.BUDGET), OWNER).orElseThrow();
  }

  private void giveBack(ProviderBatch file) throws SQLException, LeaseLost {
    batches.giveBack(file, OWNER, Duration.ZERO, true, null);
  }
}
