package dev.classify.llm;

import java.util.List;

/// What an entry of the answers turned out to be.
public sealed interface ParsedAnswer {

  /// The echo id as the model wrote it; empty where it wrote none.
  String id();

  /// Every field holds a value of its vocabulary. Whether the id was asked for, was answered twice,
  /// and whether the values fit together, is for the one who asked to see.
  record Valid(ModelAnswer answer) implements ParsedAnswer {
    @Override
    public String id() {
      return answer.id();
    }
  }

  /// Something is missing or is no value of its field.
  ///
  /// @param problems one sentence each, naming the field
  record Faulty(String id, List<String> problems) implements ParsedAnswer {
    public Faulty {
      problems = List.copyOf(problems);
    }
  }
}
