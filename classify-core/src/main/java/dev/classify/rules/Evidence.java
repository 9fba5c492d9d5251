package dev.classify.rules;

import dev.classify.taxonomy.AnswerField;

/// What speaks for one value of one field of the answer.
///
/// @param value as the field's token; empty for no currency
/// @param weight the heaviest decides; only weights of the same field compare
/// @param reason in our own words: nothing of the indicator's text is in it
public record Evidence(
    AnswerField field, String value, int weight, EvidenceSource source, String reason) {}
