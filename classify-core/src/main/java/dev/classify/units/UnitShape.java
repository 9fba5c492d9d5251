package dev.classify.units;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Unit text cut at its first `per` or slash.
///
/// @param divided whether there is such a cut
/// @param american whether dollars without a country are US dollars here
record UnitShape(List<Lexeme> above, List<Lexeme> below, boolean divided, boolean american) {

  static UnitShape of(List<Lexeme> lexemes, boolean american) {
    for (int i = 0; i < lexemes.size(); i++) {
      if (lexemes.get(i) instanceof Lexeme.Per) {
        return new UnitShape(
            lexemes.subList(0, i), lexemes.subList(i + 1, lexemes.size()), true, american);
      }
    }
    return new UnitShape(lexemes, List.of(), false, american);
  }

  List<Lexeme> all() {
    List<Lexeme> all = new ArrayList<>(above);
    all.addAll(below);
    return all;
  }

  <T extends Lexeme> Optional<T> firstAbove(Class<T> kind) {
    return above.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  boolean hasAbove(Class<? extends Lexeme> kind) {
    return above.stream().anyMatch(kind::isInstance);
  }

  boolean has(Class<? extends Lexeme> kind) {
    return hasAbove(kind) || below.stream().anyMatch(kind::isInstance);
  }

  /// The stated multiplier: above the line, or alone below it as in `BBL/D/1K`.
  Factor factor() {
    Optional<Factor> above = firstAbove(Lexeme.Multiplier.class).map(Lexeme.Multiplier::factor);
    return above.or(this::factorAlone).orElse(Factor.NONE);
  }

  private Optional<Factor> factorAlone() {
    List<Lexeme> rest = below.stream().filter(l -> !(l instanceof Lexeme.Per)).toList();
    return rest.size() == 1 && rest.getFirst() instanceof Lexeme.Multiplier m
        ? Optional.of(m.factor())
        : Optional.empty();
  }

  Denominator denominator() {
    if (!divided || factorAlone().isPresent()) {
      return Denominator.NONE;
    }
    for (Lexeme lexeme : below) {
      switch (lexeme) {
        case Lexeme.Span s -> {
          return Denominator.TIME;
        }
        case Lexeme.Below b -> {
          return b.denominator();
        }
        case Lexeme.Currency c -> {
          return Denominator.MONEY;
        }
        case Lexeme.Thing t -> {
          return t.kind().equals("generic") ? Denominator.ITEM : Denominator.PERSON;
        }
        case Lexeme.Noise n -> {}
        case Lexeme.Digits n -> {}
        case Lexeme.Multiplier m -> {}
        case Lexeme.Sign s -> {}
        case Lexeme.Per p -> {}
        case Lexeme.Percent p -> {
          return Denominator.ITEM;
        }
        case Lexeme.Change c -> {
          return Denominator.ITEM;
        }
        case Lexeme.IndexWord i -> {
          return Denominator.ITEM;
        }
        case Lexeme.Measure m -> {
          return Denominator.ITEM;
        }
        case Lexeme.RatioWord r -> {
          return Denominator.ITEM;
        }
        case Lexeme.Distrust d -> {
          return Denominator.ITEM;
        }
        case Lexeme.Word w -> {
          return Denominator.ITEM;
        }
      }
    }
    return Denominator.ITEM;
  }

  /// Words that no table knows, above the line only: below it anything may stand.
  List<String> unknownWords() {
    return above.stream()
        .filter(Lexeme.Word.class::isInstance)
        .map(l -> ((Lexeme.Word) l).text())
        .toList();
  }

  /// How sure a reading is whose words above the line are partly unknown.
  double confidence(double whenAllKnown) {
    int unknown = unknownWords().size();
    return Math.max(0.5, whenAllKnown - 0.05 * unknown);
  }

  /// `<$1.90 a day` is a sum of money, not a unit; a year after the currency is a price basis.
  boolean holdsAmount() {
    for (int i = 0; i + 1 < above.size(); i++) {
      if (above.get(i) instanceof Lexeme.Currency
          && above.get(i + 1) instanceof Lexeme.Digits number
          && !number.text().matches("(19|20)\\d\\d")) {
        return true;
      }
    }
    return false;
  }
}
