package dev.classify.units;

import dev.classify.taxonomy.UnitType;
import java.util.List;
import java.util.Optional;

/// Things, measures and lengths of time, alone or per something.
final class QuantityRecogniser implements Recogniser {

  @Override
  public Optional<UnitReading> read(UnitShape shape) {
    Denominator denominator = shape.denominator();
    Factor factor = shape.factor();
    if (shape.above().isEmpty() && shape.divided() && countable(shape)) {
      // "per 1,000 people" leaves unsaid what is counted; the number below is no multiplier.
      return Optional.of(reading(shape, UnitType.RATE, Factor.NONE, denominator, 0.95));
    }
    Optional<UnitType> type = typeAbove(shape);
    if (type.isEmpty()) {
      return factor.equals(Factor.NONE) || !shape.unknownWords().isEmpty()
          ? Optional.empty()
          : Optional.of(reading(shape, UnitType.COUNT, factor, denominator, 0.6));
    }
    boolean quotient =
        switch (denominator) {
          case PERSON, MONEY, ITEM -> true;
          case NONE, TIME, WHOLE -> false;
        };
    UnitType read = quotient && type.get() != UnitType.DURATION ? UnitType.RATE : type.get();
    return Optional.of(
        reading(shape, read, factor, denominator, shape.confidence(0.95))
            .withChange(shape.hasAbove(Lexeme.Change.class)));
  }

  /// "per 1,000 people", but not "per 2001 census".
  private static boolean countable(UnitShape shape) {
    return shape.below().stream()
        .anyMatch(
            l ->
                l instanceof Lexeme.Thing
                    || l instanceof Lexeme.Measure
                    || l instanceof Lexeme.Below
                    || l instanceof Lexeme.Multiplier);
  }

  /// The first that is named; `number` and `units` name nothing and yield to any other.
  private static Optional<UnitType> typeAbove(UnitShape shape) {
    boolean generic = false;
    for (Lexeme lexeme : shape.above()) {
      if (lexeme instanceof Lexeme.Measure) {
        return Optional.of(UnitType.PHYSICAL);
      }
      if (lexeme instanceof Lexeme.Span) {
        return Optional.of(UnitType.DURATION);
      }
      if (lexeme instanceof Lexeme.Thing thing) {
        if (!thing.kind().equals("generic")) {
          return Optional.of(UnitType.COUNT);
        }
        generic = true;
      }
    }
    return generic || pluralAlone(shape) ? Optional.of(UnitType.COUNT) : Optional.empty();
  }

  /// `whales`: one plural word that no table knows names the things counted.
  private static boolean pluralAlone(UnitShape shape) {
    List<String> words = shape.unknownWords();
    return !shape.divided()
        && words.size() == 1
        && words.getFirst().length() > 3
        && words.getFirst().endsWith("s")
        && shape.above().stream()
            .allMatch(
                l ->
                    l instanceof Lexeme.Word
                        || l instanceof Lexeme.Multiplier
                        || l instanceof Lexeme.Noise);
  }

  private static UnitReading reading(
      UnitShape shape, UnitType type, Factor factor, Denominator denominator, double confidence) {
    boolean rated = shape.above().stream().anyMatch(l -> l.equals(new Lexeme.Measure("rated")));
    return UnitReading.of(
        type, factor, rated ? Denominator.TIME : denominator, shape.unknownWords(), confidence);
  }
}
