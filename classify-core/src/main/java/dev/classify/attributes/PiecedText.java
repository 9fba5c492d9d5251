package dev.classify.attributes;

import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The words of a text without its punctuation, and where it separates them.
final class PiecedText {

  /// What separates pieces of a title, or joins the parts of a word.
  private static final Set<String> SEPARATORS =
      Set.of(
          ",", ";", ":", ".", "\"", "'", "-", "–", "—", "(", ")", "[", "]", "|", "，", "；", "：",
          "、");

  private static final Set<String> OPENING = Set.of("(", "[");
  private static final Set<String> CLOSING = Set.of(")", "]");

  private final List<Token> words = new ArrayList<>();
  private final List<Boolean> separatedBefore = new ArrayList<>();
  private final List<Boolean> inBrackets = new ArrayList<>();

  /// @param unit whether all of it counts as in brackets
  PiecedText(List<Token> tokens, boolean unit) {
    boolean separated = true;
    int depth = 0;
    for (Token token : tokens) {
      if (separates(token)) {
        separated = true;
        depth += OPENING.contains(token.folded()) ? 1 : 0;
        depth -= CLOSING.contains(token.folded()) ? 1 : 0;
      } else {
        words.add(token);
        separatedBefore.add(separated);
        inBrackets.add(unit || depth > 0);
        separated = false;
      }
    }
  }

  /// A term as it is found among the words of a text. One with `*` has no punctuation.
  static String unpunctuated(String term) {
    if (term.contains("*")) {
      return term;
    }
    return Tokenizer.tokens(term).stream()
        .filter(token -> !separates(token))
        .map(Token::original)
        .collect(Collectors.joining(" "));
  }

  static boolean separates(Token token) {
    return token.kind() == Token.Kind.SIGN && SEPARATORS.contains(token.folded());
  }

  List<Token> words() {
    return words;
  }

  /// Whether a piece begins at this word.
  boolean startsPiece(int word) {
    return separatedBefore.get(word);
  }

  /// Whether a piece ends before this word, or the text does.
  boolean endsPiece(int word) {
    return word == words.size() || separatedBefore.get(word);
  }

  boolean inBrackets(int word) {
    return inBrackets.get(word);
  }
}
