package dev.classify.units;

import dev.classify.text.Token;
import dev.classify.text.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Takes apart what is written together: the number words of Korean and the groups of digits.
final class GluedWords {

  /// The longest number word of Korean, such as `십억`, has two syllables.
  private static final int NUMBER_WORD_MAX = 2;

  private GluedWords() {}

  /// `억원` is 억 and 원, `1 000` is 1000. Returns the same list if nothing is written together.
  static List<Token> apart(UnitLexicon lexicon, List<Token> tokens) {
    if (tokens.stream().noneMatch(token -> hangul(token) || group(token))) {
      return tokens;
    }
    List<Token> apart = new ArrayList<>();
    for (Token token : tokens) {
      if (hangul(token)) {
        split(lexicon, token, apart);
      } else if (group(token) && !apart.isEmpty() && begun(apart.getLast())) {
        Token digits = apart.removeLast();
        String joined = digits.folded() + token.folded();
        apart.add(new Token(joined, joined, Kind.NUMBER));
      } else {
        apart.add(token);
      }
    }
    return List.copyOf(apart);
  }

  private static boolean hangul(Token token) {
    return token.kind() == Kind.WORD
        && Character.UnicodeScript.of(token.folded().codePointAt(0))
            == Character.UnicodeScript.HANGUL;
  }

  private static boolean group(Token token) {
    return token.kind() == Kind.NUMBER && token.folded().equals("000");
  }

  /// A number that groups of digits can follow: 1, 10, 100, and with groups already.
  private static boolean begun(Token token) {
    return token.kind() == Kind.NUMBER
        && (token.folded().equals("1") || NumberParser.power(token.folded()) > 0);
  }

  private static void split(UnitLexicon lexicon, Token token, List<Token> apart) {
    Token rest = token;
    while (!lexicon.knows(rest.folded())) {
      int cut = numberWord(lexicon, rest.folded());
      if (cut == 0) {
        break;
      }
      apart.add(part(rest, 0, cut));
      rest = part(rest, cut, rest.folded().length());
    }
    apart.add(rest);
  }

  /// The length of the number word at the beginning, if something follows it; else 0.
  private static int numberWord(UnitLexicon lexicon, String word) {
    for (int length = Math.min(NUMBER_WORD_MAX, word.length() - 1); length > 0; length--) {
      if (lexicon.multiplies(word.substring(0, length))) {
        return length;
      }
    }
    return 0;
  }

  private static Token part(Token token, int start, int end) {
    String text = token.folded().substring(start, end);
    return new Token(text, text, Kind.WORD);
  }
}
