package dev.classify.rules;

import dev.classify.text.PhraseIndex;
import dev.classify.text.PhraseIndex.Match;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Token;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/// Words after which a title names what it is divided by or leaves out, not what it measures.
final class AsideWords {

  static final TableFormat FORMAT = TableFormat.of("/dev/classify/rules/aside-words.csv", "term");

  /// Two things may be left out: `excluding food and energy`.
  private static final Set<String> AND = Set.of("and", "&", "y", "e", "et", "und", "en", "i", "и");

  private final PhraseIndex<Boolean> words;

  private AsideWords(PhraseIndex<Boolean> words) {
    this.words = words;
  }

  static AsideWords read(TableSet tables) {
    return new AsideWords(tables.read(FORMAT).phrases(row -> true));
  }

  /// The positions where something named aside begins.
  BitSet positions(List<Token> tokens) {
    BitSet aside = new BitSet();
    for (Match<Boolean> match : words.find(tokens)) {
      int named = match.end();
      aside.set(named);
      if (named + 1 < tokens.size() && AND.contains(tokens.get(named + 1).folded())) {
        aside.set(named + 2);
      }
    }
    return aside;
  }
}
