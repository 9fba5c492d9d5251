package dev.classify.api;

import dev.classify.price.Price;
import org.jspecify.annotations.Nullable;

/// A language model that the workers are configured to ask.
///
/// @param name under which it is requested and billed
/// @param reasons whether it reasons first; those tokens count as output
/// @param price today, in the requested tier; null if unknown
public record OfferedModel(String name, boolean reasons, @Nullable Price price) {}
