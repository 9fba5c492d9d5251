package dev.classify.cli.submit;

import dev.classify.api.AnswerSettings;
import dev.classify.api.BatchLimits;
import dev.classify.api.OfferedModel;
import dev.classify.budget.Limits;
import dev.classify.cli.input.InputSource;
import dev.classify.estimate.Estimate;
import dev.classify.estimate.ModelEstimate;
import dev.classify.estimate.RequestLoad;
import dev.classify.estimate.RequestRate;
import dev.classify.estimate.UsageProfile;
import dev.classify.llm.TokenEstimate;
import dev.classify.model.ServiceTier;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Classifier;
import dev.classify.rules.RuleTables;
import dev.classify.rules.RulesClassifier;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobCosts;
import dev.classify.store.jobs.JobEstimate;
import dev.classify.store.ledger.ModelHistory;
import dev.classify.store.review.ExampleChoice;
import dev.classify.store.review.ReviewedAnswers;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Estimates the requests, tokens, cost and minutes of a run before anything is sent.
public final class Estimator {

  /// Share of the rows sent to the review model, assumed until an earlier job shows it.
  private static final double REVIEWED_SHARE = 0.2;

  private final @Nullable DataSource database;
  private final Classifier rules;

  /// @param database null without a database: then no row counts as classified
  public Estimator(@Nullable DataSource database, RuleTables tables) {
    this.database = database;
    this.rules = new RulesClassifier(tables);
  }

  /// What an estimate depends on besides the rows.
  ///
  /// @param answering answer settings, with the provider set
  /// @param models models in the order they are asked; empty for the rules
  /// @param tier at which they are asked; null for what the workers are set to
  /// @param accountLimits rate limits of the account, for each model
  /// @param examplesMax limit of examples in each prompt
  public record Conditions(
      AnswerVersion version,
      AnswerSettings answering,
      List<OfferedModel> models,
      @Nullable ServiceTier tier,
      Limits accountLimits,
      int examplesMax,
      int inFlightMax) {

    public Conditions {
      models = List.copyOf(models);
    }
  }

  /// Reads the input once and counts.
  ///
  /// @param job the job to run; null if there is none yet
  public RunPlan plan(InputSource input, @Nullable Job job, Conditions setting)
      throws SQLException {
    OptionalDouble learnt = reviewed(setting.models());
    double reviewPart = setting.models().size() < 2 ? 0 : learnt.orElse(REVIEWED_SHARE);
    StoredAnswerLookup stored =
        database == null || job == null
            ? StoredAnswerLookup.NOTHING
            : StoredAnswerLookup.of(database, job, setting.version());
    RunPlan.PlanCounts tally =
        new DryRun(rules, stored, examples(setting), setting, reviewPart).through(input);
    return new RunPlan(
        tally.unchanged,
        tally.sameContent,
        tally.byRules,
        tally.rejectedByRules,
        tally.asked,
        tally.otherVersions,
        tally.askedAgain,
        tally.askedAgainByForce,
        reviewPart,
        learnt.isPresent(),
        rules.version().rules().equals(setting.version().rules()),
        ModelShutdown.warnings(setting.models(), LocalDate.now(ZoneOffset.UTC)),
        setting.tier(),
        tiers(tally, setting),
        estimate(tally, setting, setting.tier()));
  }

  /// The estimate at each tier in which every model has a price.
  private List<RunPlan.TierEstimate> tiers(RunPlan.PlanCounts tally, Conditions setting)
      throws SQLException {
    List<RunPlan.TierEstimate> tiers = new ArrayList<>();
    for (ServiceTier tier : ServiceTier.OF_JOBS) {
      if (!setting.models().isEmpty()
          && setting.models().stream().allMatch(model -> model.price(tier).isPresent())) {
        tiers.add(new RunPlan.TierEstimate(tier, estimate(tally, setting, tier)));
      }
    }
    return tiers;
  }

  /// Stores the estimate with the job.
  void note(Job job, RunPlan plan) throws SQLException {
    if (database != null) {
      Estimate estimate = plan.estimate();
      new JobCosts(database)
          .noteEstimate(
              job.id(),
              new JobEstimate(
                  estimate.requests(),
                  estimate.tokensIn(),
                  estimate.tokensCached(),
                  estimate.tokensOut(),
                  estimate.costUsd()));
    }
  }

  /// Null if prompts contain no examples.
  private @Nullable ExampleChoice examples(Conditions setting) {
    return database == null || setting.examplesMax() == 0
        ? null
        : new ExampleChoice(new ReviewedAnswers(database), setting.examplesMax());
  }

  private OptionalDouble reviewed(List<OfferedModel> models) throws SQLException {
    return database == null || models.size() < 2
        ? OptionalDouble.empty()
        : new ModelHistory(database).reviewedShare(models.get(0).name(), models.get(1).name());
  }

  private Estimate estimate(
      RunPlan.PlanCounts tally, Conditions setting, @Nullable ServiceTier tier)
      throws SQLException {
    List<ModelEstimate> models = new ArrayList<>();
    for (OfferedModel model : setting.models()) {
      RequestLoad load = models.isEmpty() ? tally.load : review(tally);
      models.add(
          ModelEstimate.of(
              model.name(),
              load,
              habit(model),
              TokenEstimate.prefixTokens(),
              model.price(tier).orElse(null)));
    }
    Limits limits = setting.answering().jobLimits().and(setting.accountLimits());
    int together = setting.answering().rowsPerRequest();
    int perBatch = (BatchLimits.ROWS_MAX + together - 1) / together;
    RequestRate pacing = new RequestRate(limits, perBatch * setting.inFlightMax());
    return new Estimate(models, pacing.of(models));
  }

  /// The load of the review model, whose indicators are about as long as the others.
  private static RequestLoad review(RunPlan.PlanCounts tally) {
    if (tally.load.indicators() == 0 || tally.reviewRequests == 0) {
      return RequestLoad.NONE;
    }
    long prefix = TokenEstimate.prefixTokens();
    double each =
        (double) (tally.load.promptTokens() - prefix * tally.load.requests())
            / tally.load.indicators();
    long indicators = Math.round(tally.reviewed);
    long tokens = Math.round(prefix * tally.reviewRequests + each * tally.reviewed);
    return new RequestLoad(tally.reviewRequests, indicators, tokens);
  }

  private UsageProfile habit(OfferedModel model) throws SQLException {
    UsageProfile assumed = UsageProfile.assumed(model.reasons());
    return database == null
        ? assumed
        : new ModelHistory(database)
            .of(model.name())
            .map(
                past ->
                    new UsageProfile(
                        past.tokensPerIndicator(), 0, past.meanLatency(), past.requests()))
            .orElse(assumed);
  }
}
