package dev.classify.store.evaluations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.classify.evaluate.StoredEvaluation;
import dev.classify.store.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EvaluationsTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final Evaluations evaluations = new Evaluations(DATABASE.dataSource());

  private String add(String name) throws SQLException {
    return evaluations.add(
        new StoredEvaluation(
            name,
            JsonNodeFactory.instance.arrayNode(),
            JsonNodeFactory.instance.objectNode().put("gold", name)),
        "anna",
        "gold.csv",
        null,
        JsonNodeFactory.instance.objectNode().put("labelled", 3));
  }

  @Test
  void evaluationsAreListedLatestFirstAndPartByPart() throws SQLException {
    String first = add("first");
    String second = add("second");
    List<Evaluations.Listed> part = evaluations.list(null, null, 1);
    assertThat(part).extracting(Evaluations.Listed::evaluationId).containsExactly(second);
    assertThat(part.getFirst().summary().path("labelled").asInt()).isEqualTo(3);
    assertThat(evaluations.list(part.getFirst().createdAt(), second, 9))
        .extracting(Evaluations.Listed::evaluationId)
        .containsExactly(first);
    assertThat(evaluations.find(first).orElseThrow().content().result().path("gold").asText())
        .isEqualTo("first");
    assertThat(evaluations.find("another")).isEmpty();
  }

  @Test
  void oldestAreForgotten() throws SQLException {
    DATABASE.execute(
        """
        insert into evaluations
          (evaluation_id, name, created_at, created_by, gold, labels, summary, result)
        select 'evaluation-' || n, 'old', now() - n * interval '1 day', 'anna', 'gold.csv', '[]',
               '{}', '{}'
          from generate_series(1, %d) n
        """
            .formatted(Evaluations.KEPT_MAX));
    add("new");
    assertThat(DATABASE.number("select count(*) from evaluations")).isEqualTo(Evaluations.KEPT_MAX);
    assertThat(evaluations.find("evaluation-" + Evaluations.KEPT_MAX)).isEmpty();
  }
}
