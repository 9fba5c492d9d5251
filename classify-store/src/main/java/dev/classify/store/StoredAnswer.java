package dev.classify.store;

import dev.classify.taxonomy.Classification;
import org.jspecify.annotations.Nullable;

/// An answer that is stored, whichever indicator it was given for.
///
/// @param model that gave it; null where the rules did
public record StoredAnswer(Classification answer, @Nullable String model) {}
