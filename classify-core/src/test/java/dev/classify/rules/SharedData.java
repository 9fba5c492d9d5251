package dev.classify.rules;

import dev.classify.indicator.Indicator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/// The real, hard and labelled rows in the folder that `CLASSIFY_DATA` names.
final class SharedData {

  private final Path folder;

  private SharedData(Path folder) {
    this.folder = folder;
  }

  /// Skips the test if the folder is not named.
  static SharedData require() {
    String folder = System.getenv("CLASSIFY_DATA");
    Assumptions.assumeTrue(folder != null, "CLASSIFY_DATA names no folder with real indicators");
    return new SharedData(Path.of(folder == null ? "" : folder));
  }

  List<Indicator> real() {
    return List.copyOf(new IndicatorFile(folder.resolve("indicators-real.csv")).rows().values());
  }

  /// The usable hard rows, by row number.
  Map<Integer, Indicator> hard() {
    return new TreeMap<>(new IndicatorFile(folder.resolve("indicators-hard.csv")).rows());
  }

  /// The real rows that have a label.
  List<Indicator> labelled() {
    Set<String> ids =
        new IndicatorFile(folder.resolve("gold-dev.csv"))
            .records().stream()
                .map(row -> row.getField("indicator_id"))
                .collect(Collectors.toSet());
    return real().stream().filter(indicator -> ids.contains(indicator.id())).toList();
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  Agreement goldAgreement() {
    return Agreement.of(real(), folder.resolve("gold-dev.csv"));
  }
}
