package dev.classify.cli.submit;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What the user wants of a run.
///
/// @param jobId null to make one from input and settings
/// @param force classify again what has an answer
/// @param retry ask again for what was rejected
/// @param inFlightMax batches under way at the same time
/// @param requestsPerMinute budget of LLM requests, empty where none was named
/// @param rowsShown how many ids of the input to remember for the report
public record RunWish(
    @Nullable String jobId,
    boolean force,
    boolean retry,
    int inFlightMax,
    OptionalInt requestsPerMinute,
    int rowsShown) {}
