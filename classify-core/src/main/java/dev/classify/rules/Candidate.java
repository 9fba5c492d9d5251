package dev.classify.rules;

/// A possible value of a field, with the evidence for it.
record Candidate<T>(T value, int weight, EvidenceSource source, String reason) {}
