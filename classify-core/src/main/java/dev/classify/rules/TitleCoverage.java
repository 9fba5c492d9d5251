package dev.classify.rules;

import dev.classify.text.PhraseIndex.Match;
import dev.classify.text.Token;
import java.util.BitSet;
import java.util.List;

/// How much of a title the terms found in it cover, without brackets.
final class TitleCoverage {

  /// Words of so few letters join others: of, in, des, по.
  private static final int JOINING_LETTERS_MAX = 3;

  /// From here on a character may be a word.
  private static final int FIRST_IDEOGRAPH = 0x2E80;

  static final TitleCoverage NONE = new TitleCoverage(List.of(), List.of(), new boolean[0]);

  /// Words outside of brackets that a term covers.
  private final BitSet read = new BitSet();

  /// Short words that no term covers.
  private final BitSet joining = new BitSet();

  private final boolean unread;
  private final double share;
  private final int firstWord;
  private final int lastWord;

  TitleCoverage(List<Token> tokens, List<Match<SubjectTerm>> matches, boolean[] inBrackets) {
    for (Match<SubjectTerm> match : matches) {
      read.set(match.start(), match.end());
    }
    int first = -1;
    int last = -1;
    int letters = 0;
    int lettersRead = 0;
    boolean anyUnread = false;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() != Token.Kind.WORD || (i < inBrackets.length && inBrackets[i])) {
        continue;
      }
      first = first < 0 ? i : first;
      last = i;
      letters += token.folded().length();
      if (read.get(i)) {
        lettersRead += token.folded().length();
      } else if (joins(token)) {
        joining.set(i);
      } else {
        anyUnread = true;
      }
    }
    unread = anyUnread;
    firstWord = first;
    lastWord = last;
    share = letters == 0 ? 0 : (double) lettersRead / letters;
  }

  private static boolean joins(Token token) {
    return token.folded().length() <= JOINING_LETTERS_MAX
        && token.folded().charAt(0) < FIRST_IDEOGRAPH;
  }

  /// The share of its letters that a term covers, from 0 to 1.
  double share() {
    return share;
  }

  /// Whether its first word belongs to a term.
  boolean first() {
    return firstWord >= 0 && read.get(firstWord);
  }

  /// Whether its last word belongs to a term.
  boolean last() {
    return lastWord >= 0 && read.get(lastWord);
  }

  /// Whether a word that names something is in no term.
  boolean someUnread() {
    return unread;
  }

  /// Whether a short word that belongs to no term stands before a position: what follows it
  /// explains what stands before it.
  boolean joined(int position) {
    int joint = joining.nextSetBit(0);
    return joint >= 0 && joint < position;
  }
}
