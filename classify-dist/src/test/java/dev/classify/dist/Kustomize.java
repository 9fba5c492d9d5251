package dev.classify.dist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `kubectl kustomize`, which needs no cluster.
final class Kustomize {

  /// The first with components and labels as our manifests use them.
  private static final int MINOR_MIN = 27;

  private static final Pattern VERSION = Pattern.compile("Client Version: v1\\.(\\d+)\\.");

  private Kustomize() {}

  /// Skips a test where it is missing or too old.
  static void assumeInstalled() throws InterruptedException {
    String version;
    try {
      version = output(List.of("kubectl", "version", "--client"));
    } catch (IOException | AssertionError e) {
      version = e.toString();
    }
    Matcher minor = VERSION.matcher(version);
    assumeTrue(
        minor.find() && Integer.parseInt(minor.group(1)) >= MINOR_MIN,
        "the check of overlays is skipped: it needs kubectl 1." + MINOR_MIN + " or newer");
  }

  /// The manifests of a folder.
  static String build(Path folder) throws IOException, InterruptedException {
    return output(List.of("kubectl", "kustomize", folder.toString()));
  }

  private static String output(List<String> words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", words) + ": " + output);
    }
    return output;
  }
}
