package dev.classify.units;

import java.util.List;

/// A part of a text that may hold a unit.
record TextPiece(List<PlacedLexeme> lexemes) {

  /// Longer pieces are prose: the longest real unit has some twenty tokens.
  static final int TOKENS_MAX = 40;

  /// Whether it holds a unit and no instruction. In a title, people and firms are the subject and
  /// not the unit, unless something is divided by them.
  boolean saysUnit() {
    return none(Lexeme.CommandWord.class)
        && (NumberParser.factorAlone(lexemes) || lexemes.stream().anyMatch(l -> says(l.lexeme())));
  }

  private static boolean says(Lexeme lexeme) {
    return switch (lexeme) {
      case Lexeme.Percent _,
          Lexeme.IndexWord _,
          Lexeme.Measure _,
          Lexeme.Span _,
          Lexeme.RatioWord _,
          Lexeme.Per _,
          Lexeme.Divided _,
          Lexeme.Currency _,
          Lexeme.Multiplier _ ->
          true;
      case Lexeme.Thing thing -> thing.kind() != Lexeme.ThingKind.GROUP;
      case Lexeme.Sign sign -> sign.sign().equals("=") || sign.sign().equals("-");
      case Lexeme.Change _,
          Lexeme.Annualised _,
          Lexeme.Previous _,
          Lexeme.DenominatorWord _,
          Lexeme.Basis _,
          Lexeme.Parity _,
          Lexeme.Of _,
          Lexeme.Noise _,
          Lexeme.CommandWord _,
          Lexeme.Digits _,
          Lexeme.Word _ ->
          false;
    };
  }

  /// Whether every word belongs to the unit. Anything may follow a percent sign.
  boolean saysNothingElse() {
    if (lexemes.getFirst().lexeme() instanceof Lexeme.Percent) {
      return true;
    }
    return !stretch() && lexemes.stream().noneMatch(l -> saysOther(l.lexeme()));
  }

  private static boolean saysOther(Lexeme lexeme) {
    return lexeme instanceof Lexeme.Word
        || lexeme instanceof Lexeme.IndexWord
        || lexeme instanceof Lexeme.Change
        || (lexeme instanceof Lexeme.Thing thing && thing.kind() != Lexeme.ThingKind.GENERIC);
  }

  /// Whether it is a stretch of time: "14 weeks" says which values, not in what unit.
  boolean stretch() {
    return !none(Lexeme.Span.class) && !none(Lexeme.Digits.class);
  }

  /// Whether it names nothing but a stretch of time: `3-year average` is a window and `15-24 years`
  /// an age, not the unit.
  boolean stretchAlone() {
    return stretch()
        && lexemes.stream()
            .map(PlacedLexeme::lexeme)
            .noneMatch(
                lexeme ->
                    says(lexeme)
                        && !(lexeme instanceof Lexeme.Span || lexeme instanceof Lexeme.Sign));
  }

  /// Whether it compares money with something: in `current local currency to GDP` the other half of
  /// a quotient follows.
  boolean comparesMoney() {
    return namesMoney() && lexemes.stream().anyMatch(l -> l.folded().equals("to"));
  }

  boolean namesMoney() {
    return !none(Lexeme.Currency.class);
  }

  private boolean none(Class<? extends Lexeme> kind) {
    return lexemes.stream().noneMatch(l -> kind.isInstance(l.lexeme()));
  }
}
