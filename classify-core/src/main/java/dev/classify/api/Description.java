package dev.classify.api;

import dev.classify.outcome.AnswerVersion;

/// How the workers answer at present.
///
/// @param build version of the program
public record Description(String build, AnswerVersion answers) {}
