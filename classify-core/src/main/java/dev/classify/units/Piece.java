package dev.classify.units;

import dev.classify.text.Token;
import java.util.List;

/// A part of a text in which a unit may stand.
record Piece(List<Lexeme> lexemes) {

  /// Longer pieces are prose: the longest real unit has some twenty tokens.
  private static final int TOKENS_MAX = 40;

  static Piece of(List<Token> tokens) {
    List<Token> start = tokens.subList(0, Math.min(tokens.size(), TOKENS_MAX));
    return new Piece(UnitLexer.lexemes(start));
  }

  /// Whether it holds a unit and no order. In a title people and firms are the subject, not the
  /// unit, unless they are divided by.
  boolean saysUnit() {
    return lexemes.stream().noneMatch(Lexeme.Distrust.class::isInstance)
        && lexemes.stream().anyMatch(Piece::says);
  }

  private static boolean says(Lexeme lexeme) {
    return switch (lexeme) {
      case Lexeme.Percent p -> true;
      case Lexeme.IndexWord i -> true;
      case Lexeme.Thing t -> !t.kind().equals("group");
      case Lexeme.Measure m -> true;
      case Lexeme.Span s -> true;
      case Lexeme.RatioWord r -> true;
      case Lexeme.Per p -> true;
      case Lexeme.Currency c -> true;
      case Lexeme.Multiplier m -> true;
      case Lexeme.Sign s -> s.sign().equals("=") || s.sign().equals("-");
      case Lexeme.Change c -> false;
      case Lexeme.Below b -> false;
      case Lexeme.Noise n -> false;
      case Lexeme.Distrust d -> false;
      case Lexeme.Digits d -> false;
      case Lexeme.Word w -> false;
    };
  }

  /// Whether every word belongs to the unit; after a percent sign anything may follow.
  boolean saysNothingElse() {
    if (lexemes.getFirst() instanceof Lexeme.Percent) {
      return true;
    }
    boolean stretch =
        lexemes.stream().anyMatch(Lexeme.Span.class::isInstance)
            && lexemes.stream().anyMatch(Lexeme.Digits.class::isInstance);
    // "14 weeks" says which, not in what unit.
    return !stretch
        && lexemes.stream()
            .noneMatch(
                l ->
                    l instanceof Lexeme.Word
                        || l instanceof Lexeme.IndexWord
                        || (l instanceof Lexeme.Thing thing && !thing.kind().equals("generic"))
                        || l instanceof Lexeme.Change);
  }
}
