package dev.classify.rules;

import dev.classify.taxonomy.AnswerField;

/// Evidence for one value of one field of the answer.
///
/// @param value the token of the field; empty for no currency
/// @param weight the heaviest evidence decides; only weights of the same field compare
/// @param reason in our own words, without any of the indicator's text
public record Evidence(
    AnswerField field, String value, int weight, EvidenceSource source, String reason) {}
