package dev.classify.rules;

/// A value that something speaks for.
record Candidate<T>(T value, int weight, EvidenceSource source, String reason) {}
