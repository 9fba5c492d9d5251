package dev.classify.simulator.answer;

import dev.classify.simulator.request.AskedRequest;

/// What an answer says besides the content.
///
/// @param id of the request, from which the ids of the answer are made
/// @param createdAtSeconds seconds since 1970
public record AnswerMetadata(String id, long createdAtSeconds, AskedRequest request) {}
