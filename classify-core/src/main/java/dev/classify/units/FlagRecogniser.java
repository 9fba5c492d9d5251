package dev.classify.units;

import java.util.List;
import java.util.Optional;

/// `1=yes; 0=no` and `+1 or 0`: a dummy has no unit, and that is certain.
final class FlagRecogniser implements Recogniser {

  @Override
  public Optional<UnitReading> read(UnitShape shape) {
    List<Lexeme> all = shape.all();
    List<String> numbers =
        all.stream()
            .filter(Lexeme.Digits.class::isInstance)
            .map(l -> ((Lexeme.Digits) l).text())
            .toList();
    boolean zeroOrOne = numbers.size() == 2 && numbers.contains("0") && numbers.contains("1");
    long equalSigns = all.stream().filter(l -> l.equals(new Lexeme.Sign("="))).count();
    boolean range = all.contains(new Lexeme.Word("to")) || all.contains(new Lexeme.Sign("-"));
    boolean either = all.contains(new Lexeme.Word("or")) && all.size() <= 4;
    if (!zeroOrOne || range || !(equalSigns == 2 || either)) {
      return Optional.empty();
    }
    UnitReading flag = UnitReading.nothing(List.of());
    return Optional.of(
        new UnitReading(
            flag.type(),
            flag.scale(),
            false,
            1,
            null,
            null,
            Denominator.NONE,
            false,
            List.of(),
            0.95));
  }
}
