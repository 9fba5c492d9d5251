package dev.classify.input;

import dev.classify.exit.CommandFailure;
import dev.classify.terminal.ShownText;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a user says of the text of a file, so that it is not recognised from its first rows.
///
/// @param delimiter between the fields of CSV; null to recognise it
/// @param encoding null to recognise it
/// @param skipLines above the header of CSV; null to recognise the header
public record TextOptions(
    @Nullable Character delimiter, @Nullable Charset encoding, @Nullable Integer skipLines) {

  public static final TextOptions NONE = new TextOptions(null, null, null);

  /// Parses the options `--delimiter`, `--encoding` and `--skip-lines`; null where one is not
  /// given.
  public static TextOptions of(
      @Nullable String delimiter, @Nullable String encoding, @Nullable Integer skipLines) {
    if (skipLines != null && skipLines < 0) {
      throw CommandFailure.usage(
          skipLines + " lines cannot be skipped", "count the lines above the header");
    }
    return new TextOptions(
        delimiter == null ? null : delimiter(delimiter),
        encoding == null ? null : encoding(encoding),
        skipLines);
  }

  private static char delimiter(String said) {
    String written =
        switch (said.toLowerCase(Locale.ROOT)) {
          case "tab", "\\t" -> "\t";
          case "comma" -> ",";
          case "semicolon" -> ";";
          case "pipe" -> "|";
          default -> said;
        };
    if (written.length() != 1 || !mayDelimit(written.charAt(0))) {
      throw CommandFailure.usage(
          "the delimiter " + ShownText.of(said) + " is no separator",
          "give one character that is no letter, digit or quote, or tab, comma, semicolon or pipe");
    }
    return written.charAt(0);
  }

  static boolean mayDelimit(char c) {
    return c != '"' && c != '\n' && c != '\r' && !Character.isLetterOrDigit(c);
  }

  private static Charset encoding(String said) {
    try {
      return Charset.forName(said);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw CommandFailure.usage(
          "the encoding " + ShownText.of(said) + " is not known here",
          "name one such as " + TextEncoding.NAMES,
          e);
    }
  }
}
