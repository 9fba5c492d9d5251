package dev.classify.service.projector;

/// What happened in a replica set, for the log.
///
/// @param warning whether a person should look
/// @param text one line
record CoordinatorEvent(boolean warning, String text) {}
