package dev.classify.service;

import dev.classify.price.PriceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which prices hold.
///
/// @param file null for those that come with the program
record PriceSettings(@Nullable Path file) {

  static PriceSettings from(Map<String, String> environment) {
    String file = environment.getOrDefault("LLM_PRICES", "").strip();
    return new PriceSettings(file.isEmpty() ? null : Path.of(file));
  }

  /// Reads the table.
  ///
  /// @throws IllegalArgumentException where it cannot be read, naming the place
  PriceTable read() {
    if (file == null) {
      return PriceTable.standard();
    }
    try {
      return PriceTable.read(file.toString(), Files.readString(file));
    } catch (IOException fault) {
      throw new IllegalArgumentException("LLM_PRICES cannot be read: " + fault, fault);
    }
  }
}
