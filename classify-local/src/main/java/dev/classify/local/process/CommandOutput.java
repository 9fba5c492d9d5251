package dev.classify.local.process;

/// The result of a command that has ended.
///
/// @param exit its exit code
/// @param output of both streams together
public record CommandOutput(int exit, String output) {}
