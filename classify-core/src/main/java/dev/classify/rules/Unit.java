package dev.classify.rules;

import dev.classify.taxonomy.Scale;
import org.jspecify.annotations.Nullable;

/// The unit that the answer gives.
///
/// @param change whether its text speaks of a change
/// @param confidence 0.2 where nothing is known of it
/// @param evidence for the reasoning
/// @param conflict what was overruled, null where nothing was
record Unit(
    Form form,
    boolean change,
    Scale scale,
    @Nullable String currency,
    double confidence,
    String evidence,
    @Nullable String conflict) {}
