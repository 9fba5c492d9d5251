package dev.classify.store.outcomes;

import dev.classify.outcome.DecidedAnswer;
import org.jspecify.annotations.Nullable;

/// An answer that is stored, whichever indicator it was given for.
///
/// @param model that gave it; null where the rules did
public record StoredAnswer(DecidedAnswer decided, @Nullable String model) {}
