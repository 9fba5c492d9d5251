package dev.classify.llm;

import org.jspecify.annotations.Nullable;

/// The model names under which answers of the simulator are stored, so that they are never mistaken
/// for answers of a real model or reused as such.
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

  /// Whether the simulator gave an answer.
  ///
  /// @param model as stored with the answer; null if no model was asked
  public static boolean isSimulated(@Nullable String model) {
    return model != null && model.startsWith(PREFIX);
  }
}
