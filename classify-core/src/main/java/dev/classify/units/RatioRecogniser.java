package dev.classify.units;

import dev.classify.taxonomy.UnitType;
import java.util.List;
import java.util.Optional;

/// `Ratio`, `times`, `1 in N`: plain quotients.
final class RatioRecogniser implements Recogniser {

  @Override
  public Optional<UnitReading> read(UnitShape shape) {
    boolean oneIn =
        shape.above().size() >= 3
            && shape.above().get(0).equals(new Lexeme.Digits("1"))
            && shape.above().get(1).equals(new Lexeme.Noise("in"));
    boolean quotientOfMeasures =
        shape.hasAbove(Lexeme.Measure.class) || shape.hasAbove(Lexeme.Currency.class);
    if (!oneIn && (!shape.hasAbove(Lexeme.RatioWord.class) || quotientOfMeasures)) {
      return Optional.empty();
    }
    return Optional.of(
        UnitReading.of(
            UnitType.RATIO, Factor.NONE, Denominator.NONE, List.of(), shape.confidence(0.95)));
  }
}
