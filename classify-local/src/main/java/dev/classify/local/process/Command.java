package dev.classify.local.process;

import java.util.List;
import java.util.Map;

/// A program with its arguments.
///
/// @param environment the whole environment of the program, nothing is added
public record Command(List<String> words, Map<String, String> environment) {

  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /// The words alone, because the environment holds secrets.
  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
