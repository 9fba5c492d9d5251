package dev.classify.api;

import dev.classify.price.Price;
import org.jspecify.annotations.Nullable;

/// A language model as the workers ask it at present.
///
/// @param name under which it is asked for and billed
/// @param reasons whether it thinks before it answers, which counts as answer
/// @param price of today in the tier that it is asked in; null where the workers know none
public record OfferedModel(String name, boolean reasons, @Nullable Price price) {}
