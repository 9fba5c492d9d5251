package dev.classify.units;

import dev.classify.text.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads text that is a unit, or a title that ends in one.
public final class UnitText {

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
  public static UnitReading read(List<Token> tokens, boolean american) {
    return read(Piece.of(tokens), american);
  }

  /// Reads the unit that a title holds: in its last brackets, or in pieces between commas that
  /// hold nothing else, as in `Imports, current US$, millions`.
  public static UnitReading inTitle(List<Token> title, boolean american) {
    for (List<Token> bracket : TitlePieces.brackets(title).reversed()) {
      Piece piece = Piece.of(bracket);
      if (piece.saysUnit()) {
        UnitReading reading = read(piece, american);
        if (reading.confidence() >= PIECE_CONFIDENCE_MIN) {
          return reading;
        }
      }
    }
    List<Token> pure = new ArrayList<>();
    // The first piece names the subject, however much it looks like a unit.
    for (List<Token> tokens : TitlePieces.segments(title).stream().skip(1).toList()) {
      Piece piece = Piece.of(tokens);
      if (piece.saysUnit() && piece.saysNothingElse()) {
        pure.addAll(tokens);
      }
    }
    return read(pure, american);
  }

  /// Reads the unit that a definition states, as in `Data are in current U.S. dollars.`
  public static UnitReading inDefinition(List<Token> definition, boolean american) {
    for (List<Token> tokens : TitlePieces.statements(definition)) {
      Piece piece = Piece.of(tokens);
      if (piece.saysUnit() && piece.saysNothingElse()) {
        return read(piece, american);
      }
    }
    return UnitReading.nothing(List.of());
  }

  private static UnitReading read(Piece piece, boolean american) {
    UnitShape shape = UnitShape.of(piece.lexemes(), american);
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
}
