package dev.classify.units;

import dev.classify.text.Token;
import java.util.List;
import java.util.stream.Collectors;

/// A lexeme where it stands.
///
/// @param tokens what it was read from
/// @param doubtful whether its neighbours had to decide between two meanings
record PlacedLexeme(Lexeme lexeme, List<Token> tokens, boolean doubtful) {

  private static final String SEPARATORS = ",;()[]（）|、，；";

  /// As written.
  String text() {
    return tokens.size() == 1
        ? tokens.getFirst().original()
        : tokens.stream().map(Token::original).collect(Collectors.joining(" "));
  }

  /// As phrases are compared.
  String folded() {
    return tokens.size() == 1
        ? tokens.getFirst().folded()
        : tokens.stream().map(Token::folded).collect(Collectors.joining(" "));
  }

  /// Whether it ends what was said before it.
  boolean separates() {
    return lexeme instanceof Lexeme.Sign sign && SEPARATORS.contains(sign.sign());
  }
}
