package dev.classify.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.classify.model.Price;
import org.jspecify.annotations.Nullable;

/// A language model that the workers are configured to ask.
///
/// @param name under which it is requested and billed
/// @param reasons whether it reasons first; those tokens count as output
/// @param price today, in the requested tier; null if unknown
/// @param shutdown the day on which its provider switches it off, such as `2027-01-14`; null if
///     none is known
public record OfferedModel(
    String name,
    boolean reasons,
    @Nullable Price price,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String shutdown) {}
