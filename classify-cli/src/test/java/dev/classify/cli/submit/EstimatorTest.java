package dev.classify.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.api.AnswerSettings;
import dev.classify.budget.Limits;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.report.EstimateText;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Provider;
import dev.classify.rules.RuleTables;
import dev.classify.text.TableFile;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimatorTest {

  private static final RuleTables SHIPPED = RuleTables.shipped();

  @Test
  void estimateWarnsIfTheWorkersHaveOtherRules() throws SQLException {
    RuleTables own =
        RuleTables.extendedBy(
            List.of(new TableFile("rules/points.csv", "what,points\nper-token,13\n")));

    assertThat(EstimateText.otherRules(plan(SHIPPED))).isEmpty();
    assertThat(EstimateText.otherRules(plan(own))).contains("CLASSIFY_RULES");
  }

  private static RunPlan plan(RuleTables tables) throws SQLException {
    return new Estimator(null, tables)
        .plan(
            InputSource.of("nothing", List.of()),
            null,
            new Estimator.Conditions(
                new AnswerVersion("openai", List.of("m"), "t", SHIPPED.version(), "p"),
                new AnswerSettings(Provider.OPENAI, 10, Limits.NONE),
                List.of(),
                null,
                Limits.NONE,
                0,
                1));
  }
}
