package dev.classify.units;

import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a field that holds the scale alone.
final class ScaleField {

  /// The power of ten of SDMX (CL_UNIT_MULT): 0 single units, 3 thousands, 6 millions, 15 at most.
  private static final Pattern POWER = Pattern.compile("\\d|1[1-5]");

  private static final Pattern OF_TEN =
      Pattern.compile(
          "(?:[x×*] ?)?(?:10 ?(?:\\^|\\*\\*) ?|1(?:\\.0*)?E\\+?)(\\d{1,2})",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER =
      Pattern.compile("(?:[x×*] ?)?(1(?:[ ,.'\u00A0\u202F]?000){1,5}|10{0,15})(?:\\.0{1,6})?s?");

  private static final int POWER_MAX = 17;

  private ScaleField() {}

  static ScaleReading read(UnitTables tables, String field) {
    String text = field.strip();
    // A multiplier of one is one; the power 1 of SDMX is not in use.
    if (text.equals("1")) {
      return ScaleReading.of(Factor.NONE);
    }
    if (POWER.matcher(text).matches()) {
      return ScaleReading.of(Factor.ofPower(Integer.parseInt(text)));
    }
    Matcher ofTen = OF_TEN.matcher(text);
    if (ofTen.matches() && Integer.parseInt(ofTen.group(1)) <= POWER_MAX) {
      return ScaleReading.of(Factor.ofPower(Integer.parseInt(ofTen.group(1))));
    }
    Matcher number = NUMBER.matcher(text);
    if (number.matches()) {
      return ScaleReading.of(Factor.ofPower(number.group(1).replaceAll("\\D", "").length() - 1));
    }
    return inWords(tables, Tokenizer.tokens(text));
  }

  private static ScaleReading inWords(UnitTables tables, List<Token> tokens) {
    UnitReading reading = UnitReader.ofScale(tables).read(tokens);
    if (reading.factorStated()) {
      return new ScaleReading(Optional.of(reading.scale()), true);
    }
    // A plural that no table knows would name things in a unit; here it is no factor that we know.
    boolean understood = tokens.stream().anyMatch(token -> tables.lexicon().knows(token.folded()));
    return new ScaleReading(Optional.empty(), understood);
  }
}
