package dev.classify.cli.submit;

import dev.classify.estimate.Estimate;
import dev.classify.estimate.RequestLoad;
import java.util.Map;
import java.util.TreeMap;

/// What a run would do with the rows of its input, found out without sending anything.
///
/// @param unchanged rows that are done, and rows whose stored answer is the right one
/// @param sameContent rows whose content has its answer, under another id or in the same batch
/// @param byRules rows that the rules answer
/// @param asked rows that a model is asked about
/// @param otherVersions rows with a stored answer of another version, by what has changed
/// @param askedAgain those of them that a model is asked about
/// @param reviewPart of the rows asked about that go on to the review model; 0 without one
/// @param reviewLearnt whether that part was learnt from earlier jobs
/// @param sameRules whether this command counted with the rules that the workers answer from
public record RunPlan(
    long unchanged,
    long sameContent,
    long byRules,
    long asked,
    Map<String, Long> otherVersions,
    long askedAgain,
    double reviewPart,
    boolean reviewLearnt,
    boolean sameRules,
    Estimate estimate) {

  public RunPlan {
    otherVersions = new TreeMap<>(otherVersions);
  }

  /// Rows with a stored answer of another version.
  public long ofOtherVersions() {
    return otherVersions.values().stream().mapToLong(Long::longValue).sum();
  }

  /// The rows of a plan while they are counted.
  static final class PlanCounts {
    long unchanged;
    long known;
    long byRules;
    long asked;
    long paidAgain;
    double reviewed;
    long reviewRequests;
    RequestLoad load = RequestLoad.NONE;
    final Map<String, Long> otherVersions = new TreeMap<>();
  }
}
