package dev.classify.store.outcomes;

import dev.classify.outcome.DecidedAnswer;
import org.jspecify.annotations.Nullable;

/// A stored answer, to whichever indicator it was given.
///
/// @param model that answered; null if the rules did
public record StoredAnswer(DecidedAnswer decided, @Nullable String model) {}
