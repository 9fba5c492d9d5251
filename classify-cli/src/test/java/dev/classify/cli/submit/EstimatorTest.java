package dev.classify.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.api.AnswerSettings;
import dev.classify.api.OfferedModel;
import dev.classify.budget.Limits;
import dev.classify.cli.input.InputSource;
import dev.classify.cli.report.EstimateText;
import dev.classify.indicator.Indicator;
import dev.classify.model.Price;
import dev.classify.model.ServiceTier;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Provider;
import dev.classify.rules.RuleTables;
import dev.classify.text.TableFile;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

  @Test
  void costIsEstimatedForEachTierWithAPrice() throws SQLException {
    OfferedModel model =
        new OfferedModel(
            "m", false, price("2"), Map.of("standard", price("2"), "batch", price("1")), null);

    RunPlan byDefault = plan(SHIPPED, List.of(model), null);
    RunPlan atBatch = plan(SHIPPED, List.of(model), ServiceTier.BATCH);

    assertThat(byDefault.tiers())
        .extracting(RunPlan.TierEstimate::tier)
        .containsExactly(ServiceTier.STANDARD, ServiceTier.BATCH);
    BigDecimal standard = Objects.requireNonNull(byDefault.estimate().costUsd());
    assertThat(standard).isPositive();
    assertThat(atBatch.estimate().costUsd())
        .isEqualByComparingTo(standard.divide(BigDecimal.TWO))
        .isEqualByComparingTo(byDefault.tiers().getLast().estimate().costUsd());
    assertThat(EstimateText.line(byDefault)).doesNotContain(" at ");
    assertThat(EstimateText.line(atBatch))
        .contains(" at batch")
        .endsWith("minutes unknown, up to a day");
  }

  private static Price price(String dollars) {
    BigDecimal each = new BigDecimal(dollars);
    return new Price(each, each, null, each);
  }

  private static RunPlan plan(RuleTables tables) throws SQLException {
    return plan(tables, List.of(), null);
  }

  private static RunPlan plan(
      RuleTables tables, List<OfferedModel> models, @Nullable ServiceTier tier)
      throws SQLException {
    Indicator row = Indicator.of("1", "Consumer price inflation", "%", "monthly");
    return new Estimator(null, tables)
        .plan(
            InputSource.of("rows", List.of(row)),
            null,
            new Estimator.Conditions(
                new AnswerVersion("openai", List.of("m"), "t", SHIPPED.version(), "p"),
                new AnswerSettings(Provider.OPENAI, 10, Limits.NONE),
                models,
                tier,
                Limits.NONE,
                0,
                1));
  }
}
