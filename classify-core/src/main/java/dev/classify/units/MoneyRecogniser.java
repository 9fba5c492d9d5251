package dev.classify.units;

import dev.classify.taxonomy.UnitType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Money above the line, whatever stands below it: `USD mn`, `EUR/MWh`, `LCU per US$`.
final class MoneyRecogniser implements Recogniser {

  @Override
  public Optional<UnitReading> read(UnitShape shape) {
    Optional<Lexeme.Currency> money = moneyAbove(shape);
    if (money.isEmpty()) {
      return Optional.empty();
    }
    Lexeme.Currency currency = money.get();
    MoneyName name = currency.name();
    @Nullable String code = currency.code();
    boolean parity = shape.above().contains(new Lexeme.Noise("ppp"));
    if (parity && name == MoneyName.DOLLAR) {
      name = MoneyName.PPP;
    } else if (name == MoneyName.DOLLAR && shape.american()) {
      name = MoneyName.ISO;
      code = "USD";
    }
    return Optional.of(
        UnitReading.of(
                UnitType.CURRENCY_AMOUNT,
                shape.factor(),
                shape.denominator(),
                shape.unknownWords(),
                shape.confidence(0.97))
            .withMoney(name, code)
            .withChange(shape.hasAbove(Lexeme.Change.class)));
  }

  /// PPP wins over the dollar sign beside it; else the first currency is the one counted.
  private static Optional<Lexeme.Currency> moneyAbove(UnitShape shape) {
    return shape.above().stream()
        .filter(Lexeme.Currency.class::isInstance)
        .map(Lexeme.Currency.class::cast)
        .reduce((first, next) -> next.name() == MoneyName.PPP ? next : first);
  }
}
