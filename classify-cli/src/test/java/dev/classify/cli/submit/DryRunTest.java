package dev.classify.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.api.AnswerSettings;
import dev.classify.api.OfferedModel;
import dev.classify.budget.Limits;
import dev.classify.cli.input.InputSource;
import dev.classify.indicator.ContentHash;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Classifier;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.Provider;
import dev.classify.rules.RuleTables;
import dev.classify.rules.RulesClassifier;
import dev.classify.store.jobs.AnswerVersions.StoredVersion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DryRunTest {

  private static final AnswerVersion NOW =
      new AnswerVersion("openai", List.of("a-model"), "taxonomy", "rules", "prompt");
  private static final Classifier RULES = new RulesClassifier(RuleTables.shipped());
  private static final Indicator ONE = Indicator.of("one", "Retail sales", "USD mn", "monthly");
  private static final Indicator TWO = Indicator.of("two", "Bank lending", "EUR bn", "monthly");

  private final StoredRows stored = new StoredRows();

  @Test
  void forcedRunAsksAgainWithoutClaimingThatTheVersionChanged() throws Exception {
    stored.versions.put("one", version(false, true, "prompt"));

    RunPlan.PlanCounts counts = count(Provider.OPENAI, ONE, TWO);

    assertThat(counts.otherVersions).isEmpty();
    assertThat(counts.asked).isEqualTo(2);
    assertThat(counts.askedAgain).isOne();
    assertThat(counts.askedAgainByForce).isOne();
  }

  @Test
  void answerOfAnotherVersionIsAskedAgainAndTheChangeIsNamed() throws Exception {
    stored.versions.put("one", version(false, false, "older prompt"));

    RunPlan.PlanCounts counts = count(Provider.OPENAI, ONE);

    assertThat(counts.otherVersions).isEqualTo(Map.of("prompt", 1L));
    assertThat(counts.askedAgain).isOne();
    assertThat(counts.askedAgainByForce).isZero();
  }

  @Test
  void rowThatAPersonJudgedUnderAnOlderVersionIsUnchanged() throws Exception {
    stored.versions.put("one", version(true, false, "older prompt"));

    RunPlan.PlanCounts counts = count(Provider.OPENAI, ONE, TWO);

    assertThat(counts.unchanged).isOne();
    assertThat(counts.otherVersions).isEmpty();
    assertThat(counts.asked).isOne();
    assertThat(counts.askedAgain).isZero();
  }

  @Test
  void rowWhoseContentIsAnsweredUnderAnotherIdIsNotAskedAgain() throws Exception {
    stored.versions.put("one", version(false, false, "older prompt"));
    stored.known.add(ContentHash.of(ONE));

    RunPlan.PlanCounts counts = count(Provider.OPENAI, ONE, TWO, ONE.withId("copy"));

    assertThat(counts.sameContent).isEqualTo(2);
    assertThat(counts.asked).isOne();
    assertThat(counts.askedAgain).isZero();
  }

  @Test
  void rowThatTheRulesFailOnIsAskedAboutAndTheOthersAreCounted() throws Exception {
    RunPlan.PlanCounts counts =
        count(new FailingRules("one"), Provider.CASCADE, ONE, TWO.withId("two"));

    assertThat(counts.asked + counts.byRules).isEqualTo(2);
    assertThat(counts.asked).isPositive();
    assertThat(counts.load.indicators()).isEqualTo(counts.asked);
  }

  @Test
  void rowThatTheRulesFailOnIsRejectedWhereNoModelAnswers() throws Exception {
    RunPlan.PlanCounts counts = count(new FailingRules("one"), Provider.RULES, ONE, TWO);

    assertThat(counts.rejectedByRules).isOne();
    assertThat(counts.byRules).isOne();
    assertThat(counts.asked).isZero();
  }

  private RunPlan.PlanCounts count(Provider provider, Indicator... rows) throws Exception {
    return count(RULES, provider, rows);
  }

  private RunPlan.PlanCounts count(Classifier rules, Provider provider, Indicator... rows)
      throws Exception {
    List<OfferedModel> models = List.of(new OfferedModel("a-model", false, null, null, null));
    Estimator.Conditions conditions =
        new Estimator.Conditions(
            NOW, new AnswerSettings(provider, 10, null), models, null, Limits.NONE, 0, 32);
    try (InputSource input = InputSource.of("rows", List.of(rows))) {
      return new DryRun(rules, stored, null, conditions, 0).through(input);
    }
  }

  private static StoredVersion version(boolean stands, boolean sameVersion, String prompt) {
    return new StoredVersion(stands, sameVersion, "openai", "taxonomy", "rules", "a-model", prompt);
  }

  /// What is stored, in memory.
  private static final class StoredRows implements StoredAnswerLookup {

    private final Map<String, StoredVersion> versions = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    @Override
    public boolean done(Batch batch) {
      return false;
    }

    @Override
    public Map<String, StoredVersion> versions(Batch batch) {
      return versions;
    }

    @Override
    public Set<String> known(List<String> contentHashes) {
      return contentHashes.stream().filter(known::contains).collect(Collectors.toSet());
    }
  }

  /// Rules that fail on one indicator.
  private record FailingRules(String id) implements Classifier {

    @Override
    public DecidedAnswer decide(Indicator indicator) {
      if (indicator.id().equals(id)) {
        throw new IllegalStateException("a table is broken");
      }
      return RULES.decide(indicator);
    }

    @Override
    public AnswerVersion version() {
      return NOW;
    }
  }
}
