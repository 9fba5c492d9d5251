package dev.classify.review;

import dev.classify.outcome.DecidedAnswer;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Contradiction;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The result of a person's correction.
public sealed interface CorrectionResult {

  /// The corrected answer is consistent.
  ///
  /// @param corrected fields with a new value; empty if the answer was confirmed
  record Sound(DecidedAnswer decided, Set<AnswerField> corrected) implements CorrectionResult {
    public Sound {
      corrected = Set.copyOf(corrected);
    }
  }

  /// A field does not have the value that was given.
  ///
  /// @param problems a sentence each, with what is allowed
  record UnknownValues(List<String> problems) implements CorrectionResult {
    public UnknownValues {
      problems = List.copyOf(problems);
    }
  }

  /// The fields contradict each other.
  ///
  /// @param fix values of other fields that would make the answer consistent; empty unless the
  ///     scheme leaves only one possibility
  record Contradictory(List<Contradiction> contradictions, Map<AnswerField, String> fix)
      implements CorrectionResult {
    public Contradictory {
      contradictions = List.copyOf(contradictions);
      fix = Map.copyOf(fix);
    }
  }
}
