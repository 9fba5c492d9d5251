package dev.classify.llm;

import java.util.List;

/// What an entry of the answers turned out to be.
public sealed interface AnswerReading {

  /// The echo id as the model wrote it; empty where it wrote none.
  String id();

  /// Every field holds a value of its vocabulary. Whether the id was asked for, was answered twice,
  /// and whether the values fit together, is for the one who asked to see.
  record Valid(Answer answer) implements AnswerReading {
    @Override
    public String id() {
      return answer.id();
    }
  }

  /// Something is missing or is no value of its field.
  ///
  /// @param faults one sentence each, naming the field
  record Faulty(String id, List<String> faults) implements AnswerReading {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }
}
