package dev.classify.units;

import dev.classify.taxonomy.UnitType;
import java.util.List;
import java.util.Optional;

/// `%`, `percent of ...`, percentage and basis points, growth without another unit.
final class PercentRecogniser implements Recogniser {

  @Override
  public Optional<UnitReading> read(UnitShape shape) {
    List<Lexeme> above = shape.above();
    int percent = indexOfPercent(above);
    if (percent < 0) {
      return growthAlone(shape);
    }
    boolean annual = above.get(percent) instanceof Lexeme.Percent p && p.kind().equals("annual");
    boolean change = annual || changeSpoken(above, percent);
    Denominator denominator = hasWhole(above, percent) ? Denominator.WHOLE : shape.denominator();
    return Optional.of(
        UnitReading.of(UnitType.PERCENTAGE, Factor.NONE, denominator, List.of(), 0.97)
            .withChange(change));
  }

  private static Optional<UnitReading> growthAlone(UnitShape shape) {
    boolean only =
        shape.hasAbove(Lexeme.Change.class)
            && !shape.has(Lexeme.Currency.class)
            && !shape.has(Lexeme.Measure.class)
            && !shape.has(Lexeme.Thing.class)
            && !shape.has(Lexeme.IndexWord.class)
            && !shape.hasAbove(Lexeme.Multiplier.class);
    return only
        ? Optional.of(
            UnitReading.of(UnitType.PERCENTAGE, Factor.NONE, Denominator.NONE, List.of(), 0.75)
                .withChange(true))
        : Optional.empty();
  }

  private static int indexOfPercent(List<Lexeme> above) {
    for (int i = 0; i < above.size(); i++) {
      if (above.get(i) instanceof Lexeme.Percent) {
        return i;
      }
    }
    return -1;
  }

  /// In `% of change` the change is the whole, not what is measured.
  private static boolean changeSpoken(List<Lexeme> above, int percent) {
    for (int i = 0; i < above.size(); i++) {
      boolean whole = i == percent + 2 && above.get(percent + 1).equals(new Lexeme.Noise("of"));
      if (above.get(i) instanceof Lexeme.Change && !whole) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasWhole(List<Lexeme> above, int percent) {
    for (int i = percent + 1; i < above.size(); i++) {
      if (above.get(i) instanceof Lexeme.Sign sign && ",;".contains(sign.sign())) {
        return false;
      }
      if (above.get(i) instanceof Lexeme.Word
          || above.get(i) instanceof Lexeme.Thing
          || above.get(i) instanceof Lexeme.Currency
          || above.get(i).equals(new Lexeme.Noise("of"))
          || above.get(i).equals(new Lexeme.Noise("total"))) {
        return true;
      }
    }
    return false;
  }
}
