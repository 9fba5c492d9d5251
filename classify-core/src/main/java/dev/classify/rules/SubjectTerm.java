package dev.classify.rules;

import dev.classify.taxonomy.HeatMapOrientation;
import dev.classify.text.Token;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A row of terms.csv.
///
/// @param weight 1 for a hint, 5 for a subject, 9 for a word that decides against other subjects,
///     more for a word that turns even those into something else
/// @param usualForm in which it is published if no unit is given; null if no form is usual
/// @param orientation null if the term says nothing about it
record SubjectTerm(
    String term,
    int weight,
    SubjectKind kind,
    @Nullable NumberForm usualForm,
    @Nullable HeatMapOrientation orientation) {

  /// Whether a match in a text is spelled as the table demands: a term after `=` counts only as
  /// spelled there, as M2 is money and m2 an area.
  boolean spelledIn(List<Token> tokens, int start, int end) {
    if (!term.startsWith("=")) {
      return true;
    }
    return tokens.subList(start, end).stream()
        .map(Token::original)
        .collect(Collectors.joining(" "))
        .equals(term.substring(1));
  }
}
