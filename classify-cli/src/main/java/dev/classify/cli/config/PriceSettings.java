package dev.classify.cli.config;

import dev.classify.price.PriceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The prices that commands show, and count with where no worker is asked: those of `LLM_PRICES`
/// where it is set, else those that come with the program.
public final class PriceSettings {

  private PriceSettings() {}

  /// Reads the table.
  ///
  /// @throws IllegalArgumentException where it cannot be read, naming the place
  public static PriceTable read(Map<String, String> environment) {
    String file = environment.getOrDefault("LLM_PRICES", "").strip();
    if (file.isEmpty()) {
      return PriceTable.standard();
    }
    try {
      return PriceTable.read(file, Files.readString(Path.of(file)));
    } catch (IOException fault) {
      throw new IllegalArgumentException("LLM_PRICES cannot be read: " + fault, fault);
    }
  }
}
