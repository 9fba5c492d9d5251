package dev.classify.llm;

import org.jspecify.annotations.Nullable;

/// Names of the models that the simulator stands in for. They are the names under which answers are
/// stored, so that none of them is ever taken for the answer of a model, nor used in place of one.
public final class SimulatedModel {

  /// Before the name of every simulated model; no provider has such a name.
  public static final String PREFIX = "simulator/";

  /// Answers from the rules.
  public static final String FIRST = PREFIX + "rules";

  /// Stands in for the stronger model of a cascade.
  public static final String REVIEW = PREFIX + "review";

  /// What every output says of such answers.
  public static final String NOTE = "answers by the simulator, not by a model";

  private SimulatedModel() {}

  /// Whether an answer is the simulator's.
  ///
  /// @param model as stored with the answer; null where no model was asked
  public static boolean isSimulated(@Nullable String model) {
    return model != null && model.startsWith(PREFIX);
  }
}
