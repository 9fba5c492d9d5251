package dev.classify.units;

import dev.classify.text.Token;
import java.util.List;
import java.util.stream.Collectors;

/// A lexeme at its place in a text.
///
/// @param tokens from which it was read
/// @param doubtful whether it had two meanings and its neighbours decided
record PlacedLexeme(Lexeme lexeme, List<Token> tokens, boolean doubtful) {

  private static final String SEPARATORS = ",;()[]（）|、，；";

  /// The text as written.
  String text() {
    return tokens.size() == 1
        ? tokens.getFirst().original()
        : tokens.stream().map(Token::original).collect(Collectors.joining(" "));
  }

  /// The text as phrases are compared.
  String folded() {
    return tokens.size() == 1
        ? tokens.getFirst().folded()
        : tokens.stream().map(Token::folded).collect(Collectors.joining(" "));
  }

  /// Whether it ends the phrase before it.
  boolean separates() {
    return lexeme instanceof Lexeme.Sign sign && SEPARATORS.contains(sign.sign());
  }
}
