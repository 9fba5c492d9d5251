package dev.classify.units;

import dev.classify.taxonomy.UnitType;
import java.util.List;
import java.util.Optional;

/// `2010 = 100`, points, ranks, scores and notes of a scale such as `1=low to 6=high`.
final class IndexRecogniser implements Recogniser {

  @Override
  public Optional<UnitReading> read(UnitShape shape) {
    if (shape.hasAbove(Lexeme.Currency.class)) {
      return Optional.empty();
    }
    double confidence =
        hasBase(shape) || scaleNote(shape)
            ? 0.97
            : shape.hasAbove(Lexeme.IndexWord.class) ? shape.confidence(0.95) : 0;
    return confidence == 0
        ? Optional.empty()
        : Optional.of(
            UnitReading.of(
                UnitType.INDEX, Factor.NONE, Denominator.NONE, shape.unknownWords(), confidence));
  }

  private static boolean hasBase(UnitShape shape) {
    List<Lexeme> all = shape.all();
    for (int i = 0; i + 1 < all.size(); i++) {
      if (equalsSign(all.get(i))
          && all.get(i + 1) instanceof Lexeme.Digits n
          && (n.text().equals("100") || n.text().equals("1000"))) {
        return true;
      }
    }
    return false;
  }

  /// `1=highest performance`, or a bare range such as `0-30`.
  private static boolean scaleNote(UnitShape shape) {
    List<Lexeme> all = shape.all();
    if (all.size() == 3
        && all.get(0) instanceof Lexeme.Digits lowest
        && (lowest.text().equals("0") || lowest.text().equals("1"))
        && all.get(1).equals(new Lexeme.Sign("-"))
        && all.get(2) instanceof Lexeme.Digits) {
      return true;
    }
    return all.size() >= 3 && all.get(0) instanceof Lexeme.Digits && equalsSign(all.get(1));
  }

  private static boolean equalsSign(Lexeme lexeme) {
    return lexeme.equals(new Lexeme.Sign("="));
  }
}
