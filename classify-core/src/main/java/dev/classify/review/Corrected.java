package dev.classify.review;

import dev.classify.outcome.DecidedAnswer;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Contradiction;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What comes of a person's word about an answer.
public sealed interface Corrected {

  /// It can stand.
  ///
  /// @param corrected fields that have another value now; empty where the answer was confirmed
  record Sound(DecidedAnswer decided, Set<AnswerField> corrected) implements Corrected {
    public Sound {
      corrected = Set.copyOf(corrected);
    }
  }

  /// A value is none of its field.
  ///
  /// @param faults a sentence each, with what is allowed
  record Unknown(List<String> faults) implements Corrected {
    public Unknown {
      faults = List.copyOf(faults);
    }
  }

  /// The fields do not go together.
  ///
  /// @param mend values of other fields with which it could stand; empty where the scheme does not
  ///     leave one way only
  record Contradictory(List<Contradiction> contradictions, Map<AnswerField, String> mend)
      implements Corrected {
    public Contradictory {
      contradictions = List.copyOf(contradictions);
      mend = Map.copyOf(mend);
    }
  }
}
