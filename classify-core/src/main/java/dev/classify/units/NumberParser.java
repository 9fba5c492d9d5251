package dev.classify.units;

import java.util.ArrayList;
import java.util.List;

/// The rules of the grammar that begin with a number or contain an equals sign.
final class NumberParser {

  private static final int YEAR_MIN = 1500;
  private static final int YEAR_MAX = 2099;
  private static final int YEAR_DIGITS = 4;

  /// From a thousand on, a number before a noun multiplies it: `1000 tonnes`, but not `100 kg`.
  private static final int FACTOR_POWER_MIN = 3;

  private static final int POWER_MAX = 9;

  private final Cursor cursor;
  private final UnitParts found;

  /// Where the text of a base, such as `Jan 2000 = 100`, would begin.
  private int segment;

  private int leftoverBefore;

  NumberParser(Cursor cursor, UnitParts found) {
    this.cursor = cursor;
    this.found = found;
  }

  /// flag = number "=" words number "=" words | [ sign ] number "or" number; the numbers 0 and 1
  static boolean isFlag(List<PlacedLexeme> lexemes) {
    boolean zero = false;
    boolean one = false;
    boolean or = false;
    boolean range = false;
    int numbers = 0;
    int equalSigns = 0;
    for (PlacedLexeme placed : lexemes) {
      if (placed.lexeme() instanceof Lexeme.Digits digits) {
        numbers++;
        zero |= digits.text().equals("0");
        one |= digits.text().equals("1");
      } else if (placed.lexeme() instanceof Lexeme.Sign sign) {
        equalSigns += sign.sign().equals("=") ? 1 : 0;
        range |= sign.sign().equals("-");
      } else if (placed.lexeme() instanceof Lexeme.Word) {
        or |= placed.folded().equals("or");
        range |= placed.folded().equals("to");
      }
    }
    boolean either = or && lexemes.size() <= 4;
    return numbers == 2 && zero && one && !range && (equalSigns == 2 || either);
  }

  /// `[1000]`: thousands of what the title names.
  static boolean factorAlone(List<PlacedLexeme> lexemes) {
    return lexemes.size() == 1
        && lexemes.getFirst().lexeme() instanceof Lexeme.Digits digits
        && power(digits.text()) >= FACTOR_POWER_MIN;
  }

  /// number = note | one-in | range | year | factor before a multiplier or a noun
  void number() {
    boolean first = cursor.at() == segment;
    if (!(cursor.take().lexeme() instanceof Lexeme.Digits digits)) {
      return;
    }
    if (first && cursor.isSign("=") && !base()) {
      note(digits.text());
    } else if (first && digits.text().equals("1") && cursor.isWord("in") && !cursor.left(1)) {
      oneIn();
    } else if (!range(digits, first)) {
      if (year(digits)) {
        found.year = found.year == null ? digits.text() : found.year;
      } else {
        multiplied(digits);
      }
    }
  }

  /// sign = base | separator | any other sign, which is ignored
  void sign() {
    if (cursor.isSign("=") && base()) {
      String base = cursor.textSince(segment);
      // The words of a base are understood, whatever else they may mean.
      found.leftover.subList(leftoverBefore, found.leftover.size()).clear();
      found.indexBase = found.indexBase == null ? base : found.indexBase;
      cursor.take();
      cursor.take();
      startSegment();
    } else if (cursor.take().separates()) {
      startSegment();
    }
  }

  /// Nothing before this position belongs to a base.
  void startSegment() {
    segment = cursor.at();
    leftoverBefore = found.leftover.size();
  }

  /// base = words "=" ( "100" | "1000" )
  private boolean base() {
    return cursor.isDigitsAhead(1, "100") || cursor.isDigitsAhead(1, "1000");
  }

  /// note = number "=" words { number "=" words }, to the end of the text
  private void note(String first) {
    found.note = true;
    List<String> numbers = new ArrayList<>(List.of(first));
    cursor.take();
    while (cursor.more()) {
      Lexeme lexeme = cursor.take().lexeme();
      found.distrusted |= lexeme instanceof Lexeme.CommandWord;
      if (lexeme instanceof Lexeme.Digits digits && cursor.isSign("=")) {
        numbers.add(digits.text());
      }
    }
    if (numbers.size() == 2 && found.range == null) {
      found.range = String.join(" - ", numbers);
    }
  }

  /// one-in = "1" "in" words
  private void oneIn() {
    int start = cursor.at();
    while (cursor.inPhrase()) {
      found.distrusted |= cursor.take().lexeme() instanceof Lexeme.CommandWord;
    }
    found.quotient = found.quotient == null ? "1 " + cursor.textSince(start) : found.quotient;
  }

  /// range = number ( "-" | "to" ) number: the years of a base, or the ends of a scale if the text
  /// names an index or holds nothing else
  private boolean range(Lexeme.Digits low, boolean first) {
    boolean joined = cursor.isSign("-") || cursor.isWord("to");
    if (!joined || !cursor.isAhead(1, Lexeme.Digits.class)) {
      return false;
    }
    boolean lowest = low.text().equals("0") || low.text().equals("1");
    boolean alone = first && lowest && cursor.at() == 1 && cursor.left(2);
    boolean ofScale = found.indexWord != null || cursor.isAhead(2, Lexeme.IndexWord.class);
    if (!year(low) && !alone && !ofScale) {
      return false;
    }
    cursor.take();
    String high = cursor.take().text();
    if (year(low)) {
      found.year = found.year == null ? low.text() + "-" + high : found.year;
    } else {
      found.note = true;
      found.range = found.range == null ? low.text() + " - " + high : found.range;
    }
    return true;
  }

  /// `10 million`, `1000 tonnes`
  private void multiplied(Lexeme.Digits digits) {
    int power = power(digits.text());
    // `1000 60kg bags`: the second number belongs to the measure.
    boolean sized = cursor.is(Lexeme.Digits.class) && cursor.isAhead(1, Lexeme.Measure.class);
    // `1000`, `in 1.000`
    boolean alone = !cursor.more() && found.words <= 1 && found.leftover.isEmpty();
    boolean noun =
        cursor.is(Lexeme.Thing.class)
            || cursor.is(Lexeme.Measure.class)
            || cursor.is(Lexeme.Currency.class)
            || sized
            || alone;
    if ((power > 0 && cursor.is(Lexeme.Multiplier.class)) || (power >= FACTOR_POWER_MIN && noun)) {
      found.factorBefore = Factor.ofPower(power);
      if (noun && found.factor.equals(Factor.NONE)) {
        found.factor = found.factorBefore;
      }
    }
  }

  static boolean year(Lexeme.Digits digits) {
    String text = digits.text();
    if (text.length() != YEAR_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    int year = Integer.parseInt(text);
    return year >= YEAR_MIN && year <= YEAR_MAX;
  }

  /// The power of ten that 10, 100, 1000 and so on are; 0 for other numbers.
  static int power(String written) {
    // "1.000" with the point of German and Spanish thousands
    String digits = written.replace(".", "");
    boolean grouped = written.length() == digits.length() || written.matches("1(\\.000)+");
    boolean ten =
        grouped
            && digits.startsWith("1")
            && digits.length() <= POWER_MAX
            && digits.chars().skip(1).allMatch(c -> c == '0');
    return ten ? digits.length() - 1 : 0;
  }
}
