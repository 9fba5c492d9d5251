package dev.classify.cli.submit;

import static dev.classify.model.ServiceTier.BATCH;
import static dev.classify.model.ServiceTier.FLEX;
import static dev.classify.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.api.OfferedModel;
import dev.classify.api.WorkerDescription;
import dev.classify.budget.Limits;
import dev.classify.model.Price;
import dev.classify.outcome.AnswerVersion;
import dev.classify.store.jobs.JobTiers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TierCheckTest {

  private static final Price ANY = new Price(BigDecimal.ONE, BigDecimal.ONE, null, BigDecimal.ONE);
  private static final OfferedModel PRICED =
      new OfferedModel("m", false, ANY, Map.of("standard", ANY, "flex", ANY), null);
  private static final List<String> ALL = List.of("standard", "flex", "batch");

  @Test
  void tierThatTheWorkersDoNotOfferIsRefusedWithTheReason() {
    JobTiers batch = new JobTiers(BATCH, null, null);
    assertThatThrownBy(() -> check(batch, List.of("standard", "flex"), PRICED))
        .hasMessageContaining("at tier batch", "has no Batch API");
    assertThatThrownBy(() -> check(new JobTiers(FLEX, null, null), null, PRICED))
        .hasMessageContaining("they are of an earlier build");
  }

  @Test
  void tierWithoutAPriceIsRefusedForAModelThatHasOneOtherwise() {
    JobTiers batch = new JobTiers(BATCH, null, null);
    assertThatThrownBy(() -> check(batch, ALL, PRICED))
        .hasMessageContaining("no price of m at tier batch");

    OfferedModel own = new OfferedModel("own", false, null, null, null);
    assertThatCode(() -> check(batch, ALL, own)).doesNotThrowAnyException();
    assertThatCode(() -> check(new JobTiers(FLEX, true, null), ALL, PRICED))
        .doesNotThrowAnyException();
  }

  @Test
  void repairTierIsForBatchJobsAndChecked() {
    assertThatThrownBy(() -> check(new JobTiers(FLEX, null, STANDARD), ALL, PRICED))
        .hasMessageContaining("--repair-tier is for jobs of --tier batch");
    JobTiers repairedAtFlex = new JobTiers(BATCH, null, FLEX);
    OfferedModel noFlex =
        new OfferedModel("m", false, ANY, Map.of("standard", ANY, "batch", ANY), null);
    assertThatThrownBy(() -> check(repairedAtFlex, ALL, noFlex))
        .hasMessageContaining("no price of m at tier flex");
  }

  @Test
  void repairTierOfAnEarlierCommandIsNoFault() {
    JobTiers standard = new JobTiers(STANDARD, null, null);
    JobTiers merged = standard.or(new JobTiers(BATCH, null, FLEX));
    assertThatCode(() -> TierCheck.check(standard, merged, workers(ALL), List.of(PRICED)))
        .doesNotThrowAnyException();
  }

  private static void check(JobTiers tiers, @Nullable List<String> offered, OfferedModel model) {
    TierCheck.check(tiers, tiers, workers(offered), List.of(model));
  }

  private static WorkerDescription workers(@Nullable List<String> tiers) {
    return new WorkerDescription(
        "build",
        new AnswerVersion("openai", List.of("m"), "t", "r", "p"),
        List.of(),
        List.of(),
        Limits.NONE,
        0,
        tiers);
  }
}
