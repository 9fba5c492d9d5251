/// Classifies by tables of terms, without a model: what is measured ([SubjectKind]), how the number
/// is written ([NumberForm]), and what the two mean together ([MeaningTable]).
///
/// Start at [RulesClassifier]. [RuleTables] holds the tables; each is read by the class that uses
/// it. `nature` in a table is the kind of subject, and `ground` the kind of evidence.
@NullMarked
package dev.classify.rules;

import org.jspecify.annotations.NullMarked;
