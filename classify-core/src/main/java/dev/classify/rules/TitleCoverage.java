package dev.classify.rules;

import dev.classify.text.PhraseIndex.Match;
import dev.classify.text.Token;
import java.util.List;

/// How much of a title the terms found in it cover, without brackets.
///
/// @param share of its letters, from 0 to 1
/// @param first whether its first word belongs to a term
/// @param last whether its last word belongs to a term
record TitleCoverage(double share, boolean first, boolean last) {

  static final TitleCoverage NONE = new TitleCoverage(0, false, false);

  static TitleCoverage of(
      List<Token> tokens, List<Match<SubjectTerm>> matches, boolean[] inBrackets) {
    int[] ends = new int[tokens.size()];
    for (Match<SubjectTerm> match : matches) {
      ends[match.start()] = Math.max(ends[match.start()], match.end());
    }
    int letters = 0;
    int read = 0;
    int end = 0;
    boolean first = false;
    boolean last = false;
    for (int i = 0; i < ends.length; i++) {
      end = Math.max(end, ends[i]);
      Token token = tokens.get(i);
      if (token.kind() == Token.Kind.WORD && !inBrackets[i]) {
        last = i < end;
        first = letters == 0 ? last : first;
        letters += token.folded().length();
        read += last ? token.folded().length() : 0;
      }
    }
    return letters == 0 ? NONE : new TitleCoverage((double) read / letters, first, last);
  }
}
