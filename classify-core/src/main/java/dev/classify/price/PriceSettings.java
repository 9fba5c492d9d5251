package dev.classify.price;

import dev.classify.exit.CommandFailure;
import java.io.IOException;
import java.util.Map;

/// Which prices of language models a program uses.
///
/// @param file `LLM_PRICES`; empty for the prices that come with the program
public record PriceSettings(String file) {

  /// Reads a text file by its name.
  public interface TextFile {
    String read(String name) throws IOException;
  }

  public static PriceSettings from(Map<String, String> environment) {
    return new PriceSettings(environment.getOrDefault("LLM_PRICES", "").strip());
  }

  /// Reads the table.
  ///
  /// @throws CommandFailure where the file cannot be read or a line is wrong
  public PriceTable read(TextFile reader) {
    if (file.isEmpty()) {
      return PriceTable.standard();
    }
    try {
      return PriceTable.read(file, reader.read(file));
    } catch (IOException e) {
      throw CommandFailure.usage(
          "LLM_PRICES cannot be read: " + e, "name a file that exists and that you may read", e);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(
          "LLM_PRICES: " + e.getMessage(),
          "correct the line; `classify prices` shows the columns",
          e);
    }
  }
}
