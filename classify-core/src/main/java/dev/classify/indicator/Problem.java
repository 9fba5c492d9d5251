package dev.classify.indicator;

/// Something wrong with one field of an input row, and how to fix it.
///
/// @param field the column, or a place in it such as `sample_values[3]`
/// @param problem what is wrong
/// @param fix what the user can do about it
public record Problem(String field, String problem, String fix) {}
