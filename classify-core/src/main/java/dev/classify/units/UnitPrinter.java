package dev.classify.units;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Writes a unit in one spelling: `million constant 2015 USD per tonne`.
public final class UnitPrinter {

  private UnitPrinter() {}

  /// The canonical text; empty if there is no unit.
  public static String print(UnitExpression unit) {
    StringJoiner words = new StringJoiner(" ");
    boolean percent = unit.numerator() instanceof Numerator.Percent;
    if (unit.change() && !percent) {
      words.add("change in");
    }
    add(words, factor(unit.factor()));
    add(words, numerator(unit));
    if (unit.change() && percent) {
      words.add("change");
    }
    if (unit.of() != null) {
      words.add("of").add(unit.of());
    }
    for (Divisor divisor : unit.divisors()) {
      words.add("per").add(divisor.text());
    }
    return words.toString();
  }

  private static String numerator(UnitExpression unit) {
    return switch (unit.numerator()) {
      case Numerator.Money money -> money(unit, money);
      case Numerator.Percent percent ->
          switch (percent.kind()) {
            case WHOLE -> "%";
            case POINTS -> "percentage points";
            case BASIS_POINTS -> "basis points";
            case UNSAID -> "";
          };
      case Numerator.Index index -> index(unit, index);
      case Numerator.Things things -> things.noun();
      case Numerator.Measure measure -> measure.noun();
      case Numerator.Span span -> span.noun();
      case Numerator.Quotient quotient -> quotient.word();
      case Numerator.Flag f -> "1 = yes; 0 = no";
      case Numerator.Unnamed u -> "";
      case Numerator.NoUnit n -> "";
    };
  }

  private static String money(UnitExpression unit, Numerator.Money money) {
    StringJoiner words = new StringJoiner(" ");
    add(words, unit.basis() == null ? null : unit.basis().word());
    add(words, unit.base());
    String name =
        switch (money.name()) {
          case ISO -> String.valueOf(money.code());
          case LOCAL -> "local currency";
          case PPP -> "international dollars";
          case DOLLAR -> "dollars";
        };
    return words.add(name).toString();
  }

  private static String index(UnitExpression unit, Numerator.Index index) {
    StringJoiner words = new StringJoiner(" ").add(index.word());
    add(words, index.range());
    if (unit.base() != null) {
      words.add(unit.base()).add("= 100");
    }
    return words.toString();
  }

  private static String factor(Factor factor) {
    if (factor.equals(Factor.NONE)) {
      return "";
    }
    String scale =
        switch (factor.scale()) {
          case HUNDREDS -> "hundred";
          case THOUSANDS -> "thousand";
          case MILLIONS -> "million";
          case BILLIONS -> "billion";
          case TRILLIONS -> "trillion";
          case RAW_UNITS, PERCENT, INDEX -> "";
        };
    return factor.extra() == 1 ? scale : factor.extra() + " " + scale;
  }

  private static void add(StringJoiner words, @Nullable String word) {
    if (word != null && !word.isEmpty()) {
      words.add(word);
    }
  }
}
