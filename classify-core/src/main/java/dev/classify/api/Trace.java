package dev.classify.api;

import java.util.List;

/// Where the steps of one invocation ran.
///
/// @param workers names, one for each step, in the order of the steps
public record Trace(List<String> workers) {

  public Trace {
    workers = List.copyOf(workers);
  }
}
