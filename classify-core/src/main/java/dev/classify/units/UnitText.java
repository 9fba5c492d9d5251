package dev.classify.units;

import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads text that is a unit, or a title that ends in one.
public final class UnitText {

  /// Longer text is prose: the longest real unit has some twenty tokens.
  private static final int TOKENS_MAX = 40;

  private static final int DEFINITION_CHARACTERS_MAX = 1_000;

  /// What a piece of a title must reach to be taken for its unit.
  private static final double PIECE_CONFIDENCE_MIN = 0.7;

  /// In this order the first form that fits is the unit: money in a percentage is not money, a
  /// base year is no quantity.
  private static final List<Recogniser> FORMS =
      List.of(
          new FlagRecogniser(),
          new PercentRecogniser(),
          new IndexRecogniser(),
          new MoneyRecogniser(),
          new RatioRecogniser(),
          new QuantityRecogniser());

  private UnitText() {}

  /// Reads a text that the source gives as the unit.
  ///
  /// @param american whether dollars without a country are US dollars here
  public static UnitReading read(String text, boolean american) {
    return read(Tokenizer.tokens(text), american);
  }

  private static UnitReading read(List<Token> tokens, boolean american) {
    List<Token> start = tokens.subList(0, Math.min(tokens.size(), TOKENS_MAX));
    List<Lexeme> lexemes = UnitLexer.lexemes(start);
    UnitShape shape = UnitShape.of(lexemes, american);
    if (shape.has(Lexeme.Distrust.class) || shape.holdsAmount()) {
      return UnitReading.nothing(List.of());
    }
    for (Recogniser form : FORMS) {
      Optional<UnitReading> reading = form.read(shape);
      if (reading.isPresent()) {
        return reading.get();
      }
    }
    return UnitReading.nothing(shape.unknownWords());
  }

  /// Reads the unit that a title holds: in its last brackets, or in pieces between commas that
  /// hold nothing else, as in `Imports, current US$, millions`.
  public static UnitReading inTitle(String title, boolean american) {
    List<Token> tokens = Tokenizer.tokens(title);
    for (List<Token> bracket : TitlePieces.brackets(tokens).reversed()) {
      UnitReading reading = read(bracket, american);
      if (reading.confidence() >= PIECE_CONFIDENCE_MIN && unitInTitle(bracket)) {
        return reading;
      }
    }
    return inPieces(TitlePieces.segments(tokens), american);
  }

  /// Reads the unit that a definition states, as in `Data are in current U.S. dollars.`
  public static UnitReading inDefinition(String text, boolean american) {
    String start = text.substring(0, Math.min(text.length(), DEFINITION_CHARACTERS_MAX));
    for (List<Token> piece : TitlePieces.statements(Tokenizer.tokens(start))) {
      if (unitInTitle(piece) && nothingElse(piece)) {
        return read(piece, american);
      }
    }
    return UnitReading.nothing(List.of());
  }

  /// The first piece names the subject, however much it looks like a unit.
  private static UnitReading inPieces(List<List<Token>> pieces, boolean american) {
    List<Token> pure = new ArrayList<>();
    for (List<Token> piece : pieces.subList(Math.min(1, pieces.size()), pieces.size())) {
      if (unitInTitle(piece) && nothingElse(piece)) {
        pure.addAll(piece);
      }
    }
    return pure.isEmpty() ? UnitReading.nothing(List.of()) : read(pure, american);
  }

  /// In a title, people and firms are the subject, not the unit, unless they are divided by.
  private static boolean unitInTitle(List<Token> piece) {
    List<Lexeme> lexemes = UnitLexer.lexemes(piece);
    return lexemes.stream().noneMatch(Lexeme.Distrust.class::isInstance)
        && lexemes.stream().anyMatch(UnitText::says);
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
      case Lexeme.Digits n -> false;
      case Lexeme.Word w -> false;
    };
  }

  private static boolean nothingElse(List<Token> piece) {
    List<Lexeme> lexemes = UnitLexer.lexemes(piece);
    if (lexemes.getFirst() instanceof Lexeme.Percent) {
      return true;
    }
    return lexemes.stream()
        .noneMatch(
            l ->
                l instanceof Lexeme.Word
                    || l instanceof Lexeme.IndexWord
                    || (l instanceof Lexeme.Thing thing && !thing.kind().equals("generic"))
                    || l instanceof Lexeme.Change);
  }
}
