package dev.classify.simulator.answer;

import dev.classify.simulator.request.AskedRequest;

/// The fields of an answer other than its content.
///
/// @param id of the request; the ids in the answer contain it
/// @param createdAtSeconds since 1970
public record AnswerMetadata(String id, long createdAtSeconds, AskedRequest request) {}
