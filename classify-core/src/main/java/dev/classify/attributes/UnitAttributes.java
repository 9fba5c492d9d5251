package dev.classify.attributes;

import dev.classify.indicator.IndicatorField;
import dev.classify.taxonomy.SeriesAttribute;
import dev.classify.taxonomy.UnitType;
import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import dev.classify.units.CurrencyNaming;
import dev.classify.units.Divisor;
import dev.classify.units.Numerator;
import dev.classify.units.PriceBasis;
import dev.classify.units.UnitExpression;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The attributes that are in the unit: prices and their base period, denominator, codes.
final class UnitAttributes {

  private final UnitExpression unit;
  private final IndicatorField text;
  private final List<Token> tokens;
  private final AttributeTables tables;
  private final FoundAttributes found;

  UnitAttributes(
      StatedUnit stated, List<Token> tokens, AttributeTables tables, FoundAttributes found) {
    unit = stated.reading().expression();
    text = stated.text();
    this.tokens = tokens;
    this.tables = tables;
    this.found = found;
  }

  void add() {
    addPrices();
    addDenominator();
    addCodes();
  }

  private void addPrices() {
    PriceBasis basis = unit.basis();
    String base = unit.base();
    if (base != null && (dated(base) || ofArea(base))) {
      return;
    }
    if (basis != null) {
      String word = basis.name().toLowerCase(Locale.ROOT);
      found.add(SeriesAttribute.PRICE_BASIS, word, text, word + " prices in the unit");
    }
    boolean based =
        unit.type() == UnitType.INDEX
            || basis == PriceBasis.CONSTANT
            || basis == PriceBasis.CHAINED;
    if (base != null && based) {
      String period = base.strip().replaceAll("\\s*([-–/:])\\s*", "$1").replaceAll("\\s+", " ");
      found.add(SeriesAttribute.BASE_PERIOD, period, text, "base period of the unit");
    }
  }

  /// "EU27 from 2020" names an area, not prices.
  private boolean dated(String base) {
    for (int at = 1; at < tokens.size(); at++) {
      if (tokens.get(at).is(base)
          && tables.neighbours().of(tokens.get(at - 1)) == Neighbours.Role.ORIGIN) {
        return true;
      }
    }
    return false;
  }

  /// "EU27_2020=100" compares with an area.
  private boolean ofArea(String base) {
    String first = base.strip().split("\\s", 2)[0];
    return tables.areas().has(first) || first.equals("EU27");
  }

  private void addDenominator() {
    denominator()
        .ifPresent(
            value -> found.add(SeriesAttribute.DENOMINATOR, value, text, "divisor of the unit"));
  }

  private Optional<String> denominator() {
    if (unit.numerator() instanceof Numerator.Percent) {
      return unit.of() == null || unit.change() ? Optional.empty() : whole(unit.of());
    }
    String divisors =
        unit.divisors().stream()
            .map(Divisor::text)
            .filter(this::written)
            .collect(Collectors.joining(" per "));
    return tables.units().denominator(divisors);
  }

  /// A divisor that the grammar adds, such as that of `‰`, is not stated.
  private boolean written(String divisor) {
    return Tokenizer.tokens(divisor).stream()
        .allMatch(word -> tokens.stream().anyMatch(token -> token.is(word.folded())));
  }

  /// Without a word such as "of", what follows a percentage may be only a part of the whole: "%
  /// age 15+".
  private Optional<String> whole(String text) {
    List<Token> words = Tokenizer.tokens(text);
    List<Token> named = words.stream().dropWhile(this::introduces).toList();
    String rest = named.stream().map(Token::original).collect(Collectors.joining(" "));
    return tables.units().whole(rest, named.size() < words.size() || introduced(named));
  }

  private boolean introduced(List<Token> words) {
    for (int at = 1; !words.isEmpty() && at < tokens.size(); at++) {
      if (tokens.get(at).is(words.getFirst().folded()) && introduces(tokens.get(at - 1))) {
        return true;
      }
    }
    return false;
  }

  private boolean introduces(Token word) {
    Neighbours.Role role = tables.neighbours().of(word);
    return role == Neighbours.Role.PLACE || role == Neighbours.Role.ARTICLE;
  }

  private void addCodes() {
    measure()
        .ifPresent(code -> found.add(SeriesAttribute.UNIT_MEASURE, code, text, "code of the unit"));
    found.add(
        SeriesAttribute.UNIT_MULT,
        Integer.toString(unit.factor().power()),
        text,
        "factor of the unit");
  }

  private Optional<String> measure() {
    boolean divided = !unit.divisors().isEmpty();
    return switch (unit.numerator()) {
      case Numerator.Percent percent ->
          switch (percent.kind()) {
            case WHOLE, UNSAID -> Optional.of(unit.change() ? "PC" : "PT");
            case POINTS, BASIS_POINTS -> Optional.empty();
          };
      case Numerator.Index _ -> Optional.of("IX");
      case Numerator.Money money ->
          divided || unit.change()
              ? Optional.empty()
              : money.name() == CurrencyNaming.LOCAL
                  ? Optional.of("XDC")
                  : Optional.ofNullable(money.code());
      case Numerator.Things things ->
          divided ? Optional.empty() : tables.units().measure(things.noun());
      case Numerator.Measure measure ->
          divided ? Optional.empty() : tables.units().measure(measure.noun());
      case Numerator.Span span -> divided ? Optional.empty() : tables.units().measure(span.noun());
      case Numerator.Quotient _, Numerator.Flag _, Numerator.Unnamed _, Numerator.NoUnit _ ->
          Optional.empty();
    };
  }
}
