package dev.classify.text;

import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.util.regex.Pattern;

/// Text for a cell of a CSV file that people open in a spreadsheet.
///
/// Spreadsheets run text that begins like a formula, and such a formula can send the sheet to a
/// server or start a program. An apostrophe in front makes it text. [#original] takes the
/// apostrophe away again, so reading such a file gives the text that was written.
public final class SpreadsheetText {

  /// What begins a formula, also in the wide letters of East Asian scripts, and blanks that
  /// programs skip before they look for one. Apostrophes before it are counted, so that none gets
  /// lost.
  private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\t\r\n＝＋－＠]");

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

  /// Some spreadsheets cut at semicolons or tabs, so that a formula could begin behind one: such
  /// fields are quoted.
  public static final QuoteStrategy QUOTES =
      new QuoteStrategy() {
        @Override
        public boolean quoteValue(int line, int field, String value) {
          return value.indexOf(';') >= 0 || value.indexOf('\t') >= 0;
        }
      };

  private SpreadsheetText() {}

  /// The text with an apostrophe before a formula; a plain number is none.
  public static String of(String text) {
    return isFormula(text) ? "'" + text : text;
  }

  /// The text that [#of] was given.
  public static String original(String text) {
    return text.startsWith("'") && isFormula(text) ? text.substring(1) : text;
  }

  private static boolean isFormula(String text) {
    return FORMULA.matcher(text).lookingAt() && !NUMBER.matcher(text).matches();
  }
}
