package dev.classify.review;

import dev.classify.outcome.DecidedAnswer;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Contradiction;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What comes of a person's word about an answer.
public sealed interface CorrectionResult {

  /// It can stand.
  ///
  /// @param corrected fields that have another value now; empty where the answer was confirmed
  record Sound(DecidedAnswer decided, Set<AnswerField> corrected) implements CorrectionResult {
    public Sound {
      corrected = Set.copyOf(corrected);
    }
  }

  /// A value is none of its field.
  ///
  /// @param problems a sentence each, with what is allowed
  record UnknownValues(List<String> problems) implements CorrectionResult {
    public UnknownValues {
      problems = List.copyOf(problems);
    }
  }

  /// The fields do not go together.
  ///
  /// @param fix values of other fields with which it could stand; empty where the scheme does not
  ///     leave one way only
  record Contradictory(List<Contradiction> contradictions, Map<AnswerField, String> fix)
      implements CorrectionResult {
    public Contradictory {
      contradictions = List.copyOf(contradictions);
      fix = Map.copyOf(fix);
    }
  }
}
