package dev.classify.units;

import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/// Parses the lexemes of a unit text by the grammar in `package-info.java`, one method per rule.
///
/// It never goes back and looks at most two lexemes ahead, so its steps are bounded by the number
/// of lexemes times a constant. Words that fit no rule are left over: any text can be parsed.
final class UnitParser {

  /// After a change, these words introduce what it is compared with, not a whole.
  private static final Set<String> AGAINST = Set.of("from", "over", "on", "in", "since", "against");

  private final Cursor cursor;
  private final UnitParts found;
  private final NumberParser numbers;

  private UnitParser(Cursor cursor, boolean american) {
    this.cursor = cursor;
    found = new UnitParts(american);
    numbers = new NumberParser(cursor, found);
  }

  /// @param steps lexemes looked at, some more than once
  record Parsed(UnitReading reading, int steps) {}

  static Parsed parse(List<PlacedLexeme> lexemes, boolean american) {
    UnitParser parser = new UnitParser(new Cursor(lexemes), american);
    parser.found.flag = NumberParser.isFlag(lexemes);
    if (!parser.found.flag) {
      parser.unit();
    }
    return new Parsed(parser.found.reading(), lexemes.size() + parser.cursor.steps());
  }

  /// unit = flag | { term } { per divisor }
  private void unit() {
    while (cursor.more() && !cursor.is(Lexeme.Per.class)) {
      term();
    }
    while (cursor.more()) {
      if (cursor.is(Lexeme.Per.class)) {
        cursor.take();
        divisor();
      } else {
        afterDivisor();
      }
    }
  }

  /// term = percent | money | factor | index | number | sign | noun | quotient | modifier
  private void term() {
    PlacedLexeme placed = cursor.peek();
    switch (placed.lexeme()) {
      case Lexeme.Percent percent -> percent(percent);
      case Lexeme.Currency currency -> money(currency);
      case Lexeme.Multiplier _ -> factor();
      case Lexeme.IndexWord _ -> index();
      case Lexeme.Digits _ -> numbers.number();
      case Lexeme.Sign _ -> numbers.sign();
      case Lexeme.Thing thing -> things(thing);
      case Lexeme.Measure measure -> measure(placed, measure);
      case Lexeme.Span _ -> noun(new Numerator.Span(placed.folded()));
      case Lexeme.RatioWord _ -> quotient();
      case Lexeme.Divided divided -> divided(divided);
      case Lexeme.Basis _,
          Lexeme.Previous _,
          Lexeme.Parity _,
          Lexeme.Change _,
          Lexeme.Annualised _,
          Lexeme.Of _,
          Lexeme.Noise _,
          Lexeme.CommandWord _,
          Lexeme.Word _,
          Lexeme.DenominatorWord _,
          Lexeme.Per _ ->
          modifier();
    }
  }

  /// percent = sign { change } [ "of" whole | whole | against ]
  private void percent(Lexeme.Percent percent) {
    takeWord();
    found.percent = found.percent == null ? percent : found.percent;
    while (cursor.is(Lexeme.Change.class) || cursor.is(Lexeme.Annualised.class)) {
      modifier();
    }
    boolean part = cursor.is(Lexeme.Of.class);
    if (part) {
      takeWord();
    } else if (cursor.more() && AGAINST.contains(cursor.peek().folded())) {
      phrase();
      return;
    }
    whole(part);
  }

  private void whole(boolean part) {
    StringJoiner whole = new StringJoiner(" ");
    boolean named = part;
    while (cursor.inPhrase()) {
      boolean change = cursor.is(Lexeme.Change.class) || cursor.is(Lexeme.Annualised.class);
      named |=
          cursor.is(Lexeme.Word.class)
              || cursor.is(Lexeme.Thing.class)
              || cursor.is(Lexeme.Currency.class)
              || cursor.is(Lexeme.Of.class);
      found.distrusted |= cursor.is(Lexeme.CommandWord.class);
      PlacedLexeme placed = takeWord();
      // "% GDP growth" is a change of GDP; "% of GDP growth" is a part of its growth.
      if (change && !part) {
        found.change = true;
      } else {
        whole.add(placed.text());
      }
    }
    if (found.of == null && named && whole.length() > 0) {
      found.of = whole.toString();
    }
  }

  /// A denominator without `per`.
  private void divided(Lexeme.Divided divided) {
    takeWord();
    found.divisors.add(new Divisor(divided.denominator(), divided.text()));
    found.countable = true;
  }

  private void measure(PlacedLexeme placed, Lexeme.Measure measure) {
    holds(measure.factor());
    noun(new Numerator.Measure(placed.folded(), measure.dimension(), measure.rated()));
  }

  /// Notes the factor that a word holds.
  private void holds(Factor factor) {
    found.factor = found.factor.equals(Factor.NONE) ? factor : found.factor;
  }

  /// money = currency [ year | power multiplier ]; a currency before any other number is an amount,
  /// not a unit
  private void money(Lexeme.Currency currency) {
    PlacedLexeme placed = takeWord();
    holds(currency.factor());
    if (found.money == null || currency.name() == CurrencyNaming.PPP) {
      found.money = placed;
    }
    if (cursor.more()
        && cursor.lexeme() instanceof Lexeme.Digits digits
        && !NumberParser.year(digits)) {
      found.amount |= !multiplies(digits);
    }
  }

  /// `JPY 100 million` alone is a unit: yen are counted in hundred millions.
  private boolean multiplies(Lexeme.Digits digits) {
    return cursor.at() == 1
        && cursor.left(2)
        && cursor.isAhead(1, Lexeme.Multiplier.class)
        && NumberParser.power(digits.text()) > 0;
  }

  /// factor = [ number ] multiplier { multiplier } [ "of" ]
  private void factor() {
    Factor factor = found.factorBefore;
    while (cursor.more() && cursor.lexeme() instanceof Lexeme.Multiplier multiplier) {
      factor = factor.times(multiplier.factor());
      takeWord();
    }
    found.factorBefore = Factor.NONE;
    found.factor = found.factor.equals(Factor.NONE) ? factor : found.factor;
  }

  /// index = word [ range ] [ base ]
  private void index() {
    PlacedLexeme placed = takeWord();
    found.indexWord = found.indexWord == null ? placed : found.indexWord;
    numbers.startSegment();
  }

  private void quotient() {
    PlacedLexeme placed = takeWord();
    found.quotient = found.quotient == null ? placed.folded() : found.quotient;
  }

  private void things(Lexeme.Thing thing) {
    switch (thing.kind()) {
      case GROUP, OTHER -> noun(new Numerator.Things(cursor.peek().folded()));
      case GENERIC -> {
        PlacedLexeme placed = takeWord();
        found.generic = found.generic == null ? placed : found.generic;
      }
    }
  }

  /// noun = word [ "of" substance ]; words after a measure are its substance without "of", too
  private void noun(Numerator numerator) {
    PlacedLexeme placed = takeWord();
    if (found.noun != null) {
      return;
    }
    found.noun = new UnitParts.Noun(placed, numerator);
    boolean of = cursor.is(Lexeme.Of.class);
    if (of) {
      takeWord();
    }
    if (of || (numerator instanceof Numerator.Measure && cursor.is(Lexeme.Word.class))) {
      String words = phrase();
      found.of = words.isEmpty() ? null : words;
    }
  }

  /// The words up to the next separator or `per`.
  private String phrase() {
    int start = cursor.at();
    while (cursor.inPhrase()) {
      found.distrusted |= cursor.is(Lexeme.CommandWord.class);
      takeWord();
    }
    return cursor.textSince(start);
  }

  /// modifier = basis | "PPP" | change | filler | word that has no place
  private void modifier() {
    PlacedLexeme placed = takeWord();
    switch (placed.lexeme()) {
      case Lexeme.Basis basis -> found.basis = found.basis == null ? basis.basis() : found.basis;
      case Lexeme.Parity _ -> found.parity = true;
      case Lexeme.Change _ -> found.change = true;
      case Lexeme.Previous _ -> found.previous = true;
      case Lexeme.Annualised _ -> found.annualised = true;
      case Lexeme.CommandWord _ -> found.distrusted = true;
      case Lexeme.Of _, Lexeme.Noise _, Lexeme.Digits _, Lexeme.Sign _, Lexeme.Multiplier _ -> {}
      case Lexeme.Word _,
          Lexeme.DenominatorWord _,
          Lexeme.Per _,
          Lexeme.Percent _,
          Lexeme.Currency _,
          Lexeme.IndexWord _,
          Lexeme.Thing _,
          Lexeme.Measure _,
          Lexeme.Span _,
          Lexeme.RatioWord _,
          Lexeme.Divided _ ->
          found.leftover.add(placed.folded());
    }
  }

  /// divisor = words; a multiplier alone is the unit's own, as in `BBL/D/1K`
  private void divisor() {
    if (cursor.left(1) && cursor.is(Lexeme.Multiplier.class)) {
      factor();
      return;
    }
    Denominator kind = Denominator.NONE;
    int start = cursor.at();
    while (cursor.inPhrase() && !inPercent()) {
      Lexeme lexeme = cursor.take().lexeme();
      kind = kind == Denominator.NONE ? lexeme.asDenominator() : kind;
      found.countable |= lexeme.countable() || hundreds(lexeme);
      found.distrusted |= lexeme instanceof Lexeme.CommandWord;
    }
    String text = cursor.textSince(start);
    if (!text.isBlank()) {
      found.divisors.add(new Divisor(kind == Denominator.NONE ? Denominator.ITEM : kind, text));
    }
  }

  /// Whatever is behind it, the number of `per 100 000 of them` makes a denominator.
  private static boolean hundreds(Lexeme lexeme) {
    return lexeme instanceof Lexeme.Digits digits && NumberParser.power(digits.text()) >= 2;
  }

  /// `Euro per inhabitant in % of the average`: what stands before is only what is compared.
  private boolean inPercent() {
    return cursor.lexeme() instanceof Lexeme.Percent;
  }

  /// Words after a divisor and a comma say how the money is counted, not what is counted.
  private void afterDivisor() {
    if (cursor.is(Lexeme.Multiplier.class)) {
      factor();
    } else if (cursor.lexeme() instanceof Lexeme.Percent percent) {
      percent(percent);
    } else if (cursor.is(Lexeme.Digits.class) || cursor.is(Lexeme.Sign.class)) {
      cursor.take();
    } else {
      modifier();
    }
  }

  private PlacedLexeme takeWord() {
    PlacedLexeme placed = cursor.take();
    found.words++;
    found.doubts += placed.doubtful() ? 1 : 0;
    return placed;
  }
}
