package dev.classify.dist;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The folder of real and hard rows, which is not part of the repository.
final class ExternalData {

  private ExternalData() {}

  /// A file in that folder; without the folder the test is skipped.
  static Path file(String name) {
    String folder = System.getenv("CLASSIFY_DATA");
    Assumptions.assumeTrue(
        folder != null, "set CLASSIFY_DATA to the folder of " + name + " to run this test");
    return Path.of(String.valueOf(folder), name);
  }
}
