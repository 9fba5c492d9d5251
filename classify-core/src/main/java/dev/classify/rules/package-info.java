/// Answers from tables of terms, without a model: what is measured (nature), how it is written
/// (form), and what the two mean together. Entry: [dev.classify.rules.RulesClassifier].
@NullMarked
package dev.classify.rules;

import org.jspecify.annotations.NullMarked;
