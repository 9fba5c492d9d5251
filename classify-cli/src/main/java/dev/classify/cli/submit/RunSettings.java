package dev.classify.cli.submit;

import dev.classify.api.AnswerSettings;
import dev.classify.exit.CommandFailure;
import dev.classify.outcome.Provider;
import dev.classify.store.jobs.JobTiers;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the user asks of a run.
///
/// @param jobId null to derive one from input and settings
/// @param force whether rows that have an answer are classified again
/// @param retry whether rejected rows are tried again, and rows that the rules answered for a model
/// @param inFlightMax batches in flight at once; null for as many as the rate limit needs
/// @param answering who answers and how fast; without a provider, the workers' default
/// @param rowsShown how many ids of the input to remember for the report
/// @param budgetUsd spending limit of the job over all of its runs; null to keep an earlier one
/// @param liftCap whether an earlier spending limit no longer counts
/// @param modelPatience how long the job waits for a model that fails before it is paused; null for
///     no limit while the command is attached, and a day afterwards
/// @param maxErrorRatio the part of the latest requests that may fail for the same reason before
///     the job is stopped; null for the default
/// @param rulesAfter how long the model may fail before the answers of the rules stand in for its;
///     null where rows wait for it
/// @param adaptRequests whether the rows of a request adapt to the model, from the size that
///     `answering` names
/// @param tiers what is chosen of the tiers of requests; the rest stays as an earlier command chose
/// @param keepPause whether a job that a person has paused stays paused
public record RunSettings(
    @Nullable String jobId,
    boolean force,
    boolean retry,
    @Nullable Integer inFlightMax,
    AnswerSettings answering,
    int rowsShown,
    @Nullable BigDecimal budgetUsd,
    boolean liftCap,
    @Nullable Duration modelPatience,
    @Nullable Double maxErrorRatio,
    @Nullable Duration rulesAfter,
    boolean adaptRequests,
    JobTiers tiers,
    boolean keepPause) {

  /// The patience with a model if the rules can stand in for it. Most outages are shorter.
  private static final Duration RULES_AFTER = Duration.ofMinutes(5);

  /// The same settings with another number of rows in each request.
  RunSettings withRowsPerRequest(int rows) {
    return withAnswering(answering.withRowsPerRequest(rows));
  }

  /// The same settings, answered in another way.
  public RunSettings withAnswering(AnswerSettings other) {
    return new RunSettings(
        jobId,
        force,
        retry,
        inFlightMax,
        other,
        rowsShown,
        budgetUsd,
        liftCap,
        modelPatience,
        maxErrorRatio,
        rulesAfter,
        adaptRequests,
        tiers,
        keepPause);
  }

  /// Checks the settings that suit one provider only.
  ///
  /// @throws CommandFailure where the rules cannot stand in for a model, or no model is
  ///     asked at the tier, or there is no choice between rules and model
  public void check(Provider provider) {
    checkCascade(provider);
    if (rulesAfter != null && provider != Provider.CASCADE) {
      throw CommandFailure.usage(
          "--on-model-failure rules is for a cascade, and this job is answered by "
              + provider.token(),
          "add --provider cascade, or leave --on-model-failure out");
    }
    if (!tiers.equals(JobTiers.NONE) && provider == Provider.RULES) {
      throw CommandFailure.usage(
          "tiers are for the requests to a model, and this job is answered by the rules",
          "add --provider openai or cascade, or leave --tier, --tier-fallback and --repair-tier"
              + " out");
    }
  }

  /// Checks that there is a choice between rules and model, if it is to be made differently.
  void checkCascade(Provider provider) {
    if (answering.minConfidence() != null && provider != Provider.CASCADE) {
      throw CommandFailure.usage(
          "--min-confidence is for a cascade, and this job is answered by " + provider.token(),
          "add --provider cascade, or leave --min-confidence out");
    }
  }

  /// Starts with an ordinary run: nothing is forced or retried, and nothing is limited.
  public static Builder answeredBy(AnswerSettings answering) {
    return new Builder(answering);
  }

  /// Overrides settings of an ordinary run.
  public static final class Builder {

    private final AnswerSettings answering;
    private @Nullable String jobId;
    private boolean force;
    private boolean retry;
    private @Nullable Integer inFlightMax;
    private int rowsShown;
    private @Nullable BigDecimal budgetUsd;
    private boolean liftCap;
    private @Nullable Duration modelPatience;
    private @Nullable Double maxErrorRatio;
    private @Nullable Duration rulesAfter;
    private boolean adaptRequests;
    private JobTiers tiers = JobTiers.NONE;
    private boolean keepPause;

    private Builder(AnswerSettings answering) {
      this.answering = answering;
    }

    public Builder jobId(@Nullable String id) {
      this.jobId = id;
      return this;
    }

    public Builder force(boolean again) {
      this.force = again;
      return this;
    }

    public Builder retry(boolean rejected) {
      this.retry = rejected;
      return this;
    }

    public Builder inFlightMax(@Nullable Integer batches) {
      this.inFlightMax = batches;
      return this;
    }

    public Builder rowsShown(int rows) {
      this.rowsShown = rows;
      return this;
    }

    public Builder budgetUsd(@Nullable BigDecimal amount) {
      this.budgetUsd = amount;
      return this;
    }

    public Builder liftCap(boolean lift) {
      this.liftCap = lift;
      return this;
    }

    /// What happens while a model does not answer.
    ///
    /// @param byRules whether the rules answer once the patience with the model is over, and not
    ///     that the job is paused
    /// @param patience null for the default
    public Builder onModelFailure(boolean byRules, @Nullable Duration patience) {
      this.modelPatience = byRules ? null : patience;
      this.rulesAfter = byRules ? Objects.requireNonNullElse(patience, RULES_AFTER) : null;
      return this;
    }

    public Builder maxErrorRatio(@Nullable Double ratio) {
      this.maxErrorRatio = ratio;
      return this;
    }

    public Builder adaptRequests(boolean adapt) {
      this.adaptRequests = adapt;
      return this;
    }

    public Builder tiers(JobTiers chosen) {
      this.tiers = chosen;
      return this;
    }

    public Builder keepPause(boolean keep) {
      this.keepPause = keep;
      return this;
    }

    public RunSettings build() {
      return new RunSettings(
          jobId,
          force,
          retry,
          inFlightMax,
          answering,
          rowsShown,
          budgetUsd,
          liftCap,
          modelPatience,
          maxErrorRatio,
          rulesAfter,
          adaptRequests,
          tiers,
          keepPause);
    }
  }
}
