package dev.classify.service.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.classify.api.BatchRequest;
import dev.classify.outcome.Outcome;
import dev.classify.rules.RuleTables;
import dev.classify.rules.RulesClassifier;
import dev.classify.store.attempts.BatchAttempts;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchGuardTest {

  private final MemoryAttempts.Table table = new MemoryAttempts.Table();

  private static final BatchClassifier RULES =
      new BatchClassifier(new RulesClassifier(RuleTables.shipped()));

  @Test
  void workThatEndsLeavesNoTrace() throws Exception {
    assertThat(guard("p1").attemptToEnd(batch("A", "B"), BatchGuardTest::answered))
        .containsExactly("A", "B");
    assertThatThrownBy(
            () ->
                guard("p1")
                    .attempt(
                        batch("A"),
                        _ -> {
                          throw new SQLException("the database is away");
                        }))
        .isInstanceOf(SQLException.class);
    assertThat(entries()).isZero();
  }

  @Test
  void workersThatWereStoppedAreNoDeaths() throws Exception {
    for (String process : List.of("p1", "p2", "p3", "p4")) {
      dieAt(process, 0);
      guard(process).stopping();
    }
    assertThat(entries()).isZero();
  }

  /// A person or the machine may have ended the processes.
  @Test
  void innocentBatchIsAnsweredAfterAnyNumberOfDeathsBesideOthers() throws Exception {
    for (int process = 0; process < BatchGuard.DEATHS_UNTIL_BATCH_REJECTED - 1; process++) {
      dieAt("p" + process, 0);
    }
    assertThat(guard("last").attemptToEnd(batch("A", "B"), BatchGuardTest::answered))
        .containsExactly("A", "B");
    assertThat(entries()).isZero();
  }

  @Test
  void rowInWhichWorkersDiedAloneIsRejectedAndTheOthersAreAnswered() throws Exception {
    dieAt("p1", 0);
    dieAt("p2", 2);
    dieAt("p3", 2);
    List<BatchRow> rows = guard("p4").attemptToEnd(batch("A", "B", "C"), read -> read);
    assertThat(answered(rows)).containsExactly("A", "C");
    Outcome.Rejected rejected = (Outcome.Rejected) rows.get(1).outcome().outcome();
    assertThat(rejected.stage()).isEqualTo("batch");
    assertThat(rejected.indicatorId()).startsWith("B#");
    assertThat(rejected.reason())
        .startsWith("workers died while they read this row alone: worker of p2 at 1970-")
        .contains("worker of p3 at 1970-");
  }

  @Test
  void suspectRowIsNamedWhileItIsReadAndNoLongerAfterwards() throws Exception {
    dieAt("p1", 0);
    dieAt("p2", 0);
    dieAt("p3", 0);
    guard("p4").attemptToEnd(batch("A", "B"), BatchGuardTest::answered);
    assertThat(table.positions()).containsExactly(0, 0, 0, 1, 2, 0);
  }

  @Test
  void batchIsRejectedInTheEndWhereverTheWorkersDied() throws Exception {
    for (int process = 0; process < BatchGuard.DEATHS_UNTIL_BATCH_REJECTED; process++) {
      dieAt("p" + process, 0);
    }
    List<BatchRow> rows = guard("last").attemptToEnd(batch("A", "B"), read -> read);
    assertThat(answered(rows)).isEmpty();
    assertThat(rows).hasSize(2);
    assertThat(entries()).isZero();
  }

  private void dieAt(String process, int position) throws SQLException {
    BatchAttempts attempts = attempts(process);
    attempts.begin("key");
    attempts.reading("key", position);
  }

  private static List<String> answered(List<BatchRow> rows) {
    return rows.stream()
        .flatMap(
            row ->
                row instanceof BatchRow.Accepted accepted
                    ? Stream.of(accepted.indicator().id())
                    : Stream.empty())
        .toList();
  }

  private static BatchRequest batch(String... ids) {
    List<JsonNode> rows =
        Stream.of(ids)
            .map(
                id ->
                    (JsonNode)
                        JsonNodeFactory.instance
                            .objectNode()
                            .put("indicator_id", id)
                            .put("name", "Exports"))
            .toList();
    return new BatchRequest("key", "job", 1, false, 0, 0, "run", null, rows, null, null);
  }

  private BatchGuard guard(String process) {
    return new BatchGuard(RULES, attempts(process));
  }

  private BatchAttempts attempts(String process) {
    return new MemoryAttempts(table, process);
  }

  private int entries() {
    return table.entries();
  }
}
