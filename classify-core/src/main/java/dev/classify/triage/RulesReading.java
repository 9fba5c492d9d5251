package dev.classify.triage;

import dev.classify.indicator.ContentHash;
import dev.classify.indicator.Indicator;
import dev.classify.outcome.Classifier;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.Outcome;
import dev.classify.taxonomy.ConsistencyMatrix;
import dev.classify.taxonomy.Contradiction;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// Has the rules answer indicators. A fault of the rules rejects the one indicator that it occurs
/// on and never ends a batch, an estimate or a command.
public final class RulesReading {

  private final Classifier rules;
  private final BiConsumer<Indicator, RuntimeException> onFault;

  /// Has these rules answer.
  ///
  /// @param onFault receives each indicator that the rules failed on, with the fault
  public RulesReading(Classifier rules, BiConsumer<Indicator, RuntimeException> onFault) {
    this.rules = rules;
    this.onFault = onFault;
  }

  /// The answer of the rules, or why they have none.
  public Outcome of(Indicator indicator) {
    String contentHash = ContentHash.of(indicator);
    DecidedAnswer decided;
    try {
      decided = rules.decide(indicator);
    } catch (RuntimeException fault) {
      onFault.accept(indicator, fault);
      return new Outcome.Rejected(indicator.id(), contentHash, "rules", String.valueOf(fault));
    }
    List<Contradiction> contradictions = ConsistencyMatrix.check(decided.answer());
    if (contradictions.isEmpty()) {
      return new Outcome.Classified(
          indicator.id(), contentHash, decided, null, LowConfidence.of(decided));
    }
    String reason =
        contradictions.stream().map(Contradiction::sentence).collect(Collectors.joining("; "));
    return new Outcome.Rejected(indicator.id(), contentHash, "consistency", reason);
  }
}
