package dev.classify.cli.cluster.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// What restatectl 1.7.12 printed, of clusters that were broken in earnest.
final class CapturedOutput {

  private CapturedOutput() {}

  static String text(String file) throws IOException {
    try (InputStream in = CapturedOutput.class.getResourceAsStream("/restatectl/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
