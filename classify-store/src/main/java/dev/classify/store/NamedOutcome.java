package dev.classify.store;

import dev.classify.outcome.Outcome;

/// An outcome with the indicator's name, so that results can be read without the source.
///
/// @param name as the source gives it; empty where a rejected row has none
public record NamedOutcome(String name, Outcome outcome) {}
