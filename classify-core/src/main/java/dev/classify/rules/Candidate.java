package dev.classify.rules;

/// A value that something speaks for.
record Candidate<T>(T value, int weight, Source source, String reason) {}
