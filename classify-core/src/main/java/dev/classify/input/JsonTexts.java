package dev.classify.input;

import java.io.IOException;
import java.util.Optional;

/// Cuts a file into the texts of its JSON objects, whether they are well-formed or not.
sealed interface JsonTexts permits JsonLines, JsonArray {

  /// Above what the fields of a row may hold together, also where many characters are escaped.
  int CHARACTERS_MAX = 4 * 1_048_576;

  /// The next text, empty after the last one.
  Optional<JsonText> next() throws IOException;

  /// One object as it is written.
  ///
  /// @param line on which it begins, from 1
  /// @param text empty if it is too long
  record JsonText(long line, String text, Fault fault) {}

  /// Why a text is no object that could be read.
  enum Fault {
    NONE,
    TOO_LONG,
    /// The file ends before its array is closed.
    UNFINISHED,
    /// Something else follows the array.
    BEHIND_ARRAY
  }
}
