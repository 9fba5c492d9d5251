package dev.classify.llm;

import java.util.List;
import java.util.Set;

/// An entry of the answers after parsing.
public sealed interface ParsedAnswer {

  /// The echo id as the model wrote it; empty if it wrote none.
  String id();

  /// Every field has a value of its vocabulary. The caller checks whether the id was asked for,
  /// whether it was answered twice, and whether the values are consistent.
  ///
  /// @param leniencies how it differs from what was asked for
  record Valid(ModelAnswer answer, Set<Leniency> leniencies) implements ParsedAnswer {
    public Valid {
      leniencies = Set.copyOf(leniencies);
    }

    /// An answer just as asked for.
    public Valid(ModelAnswer answer) {
      this(answer, Set.of());
    }

    @Override
    public String id() {
      return answer.id();
    }
  }

  /// A value is missing, or its field does not have it.
  ///
  /// @param problems one sentence each, naming the field
  record Faulty(String id, List<String> problems) implements ParsedAnswer {
    public Faulty {
      problems = List.copyOf(problems);
    }
  }
}
