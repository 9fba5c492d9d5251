package dev.classify.rules;

import dev.classify.taxonomy.HeatMapOrientation;
import org.jspecify.annotations.Nullable;

/// A row of the table of terms.
///
/// @param weight 1 for a hint to 9 for a word that decides whatever stands beside it
/// @param usualForm the form it is published in where no unit is given, null where none is usual
/// @param orientation null where the term says nothing of it
record SubjectTerm(
    String term,
    int weight,
    SubjectKind kind,
    @Nullable NumberForm usualForm,
    @Nullable HeatMapOrientation orientation) {}
