package dev.classify.cli.submit;

import dev.classify.estimate.Estimate;
import dev.classify.estimate.RequestLoad;
import dev.classify.model.ServiceTier;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a run would do with the rows of its input, found out without sending anything.
///
/// @param unchanged rows that are done, and rows whose stored answer is up to date
/// @param sameContent rows whose content is answered elsewhere: under another id, or by an earlier
///     row of the same batch
/// @param byRules rows that the rules answer
/// @param rejectedByRules rows that the rules would reject, with no model to ask
/// @param asked contents that a model is asked about
/// @param otherVersions rows whose stored answer has another version, by what has changed since
/// @param askedAgain rows with a stored answer that a model is asked about nevertheless
/// @param askedAgainByForce those of them whose answer is up to date: only `--force` asks again
/// @param reviewPart share of the asked rows that go to the review model too; 0 without one
/// @param reviewLearnt whether that share was learnt from earlier jobs
/// @param sameRules whether this command counted with the rules that the workers answer from
/// @param tier of the job; null for what the workers are set to
/// @param tiers the estimate at each tier in which every model has a price
/// @param shutdowns a warning for each model that its provider switches off soon
public record RunPlan(
    long unchanged,
    long sameContent,
    long byRules,
    long rejectedByRules,
    long asked,
    Map<String, Long> otherVersions,
    long askedAgain,
    long askedAgainByForce,
    double reviewPart,
    boolean reviewLearnt,
    boolean sameRules,
    List<String> shutdowns,
    @Nullable ServiceTier tier,
    List<TierEstimate> tiers,
    Estimate estimate) {

  /// The estimate if all requests were sent at a tier. Its time is that of the usual tier.
  public record TierEstimate(ServiceTier tier, Estimate estimate) {}

  public RunPlan {
    otherVersions = new TreeMap<>(otherVersions);
    shutdowns = List.copyOf(shutdowns);
    tiers = List.copyOf(tiers);
  }

  /// Rows whose stored answer has another version.
  public long ofOtherVersions() {
    return otherVersions.values().stream().mapToLong(Long::longValue).sum();
  }

  /// The rows of a plan while they are counted.
  static final class PlanCounts {
    long unchanged;
    long sameContent;
    long byRules;
    long rejectedByRules;
    long asked;
    long askedAgain;
    long askedAgainByForce;
    double reviewed;
    long reviewRequests;
    RequestLoad load = RequestLoad.NONE;
    final Map<String, Long> otherVersions = new TreeMap<>();
  }
}
